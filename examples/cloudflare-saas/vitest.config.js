// Without one of its own, vitest takes the one of the folder above.
export default {};
