/** A file to be written: its path from the project's folder, with slashes, and its whole content. */
export interface StarterFile {
  path: string;
  content: string;
  /** What a person has to do before it counts. */
  next?: string;
}
