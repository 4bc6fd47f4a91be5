// Without one of their own, the examples would take the one of the folder above.
export default {};
