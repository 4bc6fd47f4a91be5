const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\]|.+\.localhost)$/;

/** Tells whether a URL's hostname is this machine's own. */
export const isLoopback = (hostname: string): boolean => LOOPBACK.test(hostname);
