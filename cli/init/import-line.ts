/** The source of an import. */
export const importLine = (imported: string, from: string): string => `import ${imported} from "${from}";`;
