/** What is written for a CI, by path from the repository's folder. */
export type CiFiles = Readonly<Record<string, string>>;
