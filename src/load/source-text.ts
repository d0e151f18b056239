/** Bytes of a file as text without its byte order mark, which no editor counts as a column; or why they are none. */
export function textIn(bytes: Buffer): { readonly text: string } | { readonly why: string } {
  if (bytes.subarray(0, LFS_POINTER.length).equals(LFS_POINTER))
    return { why: 'it is a pointer of Git LFS, not the file: `git lfs pull` brings that' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { why: 'it is not UTF-8' };
  }
}

const LFS_POINTER = Buffer.from('version https://git-lfs.github.com/spec/');
