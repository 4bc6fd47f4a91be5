/** The package as it would be published, from the dist that is there: the path of HOOKWRIGHT_TARBALL, or packed once. */
export declare const packed: () => Promise<string>;
