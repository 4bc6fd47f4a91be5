/** A file to be written: its path from the project's folder, with slashes, and its whole content. */
export interface StarterFile {
  path: string;
  content: string;
}
