/** The files of a drop, those inside dropped folders included. */
export const droppedFiles = async (transfer: DataTransfer): Promise<File[]> => {
  // The entries must be taken before the first await: the browser empties the transfer after the event.
  const entries = Array.from(transfer.items, (item) => item.webkitGetAsEntry()).filter(
    (entry) => entry !== null,
  );
  if (entries.every((entry) => entry.isFile)) return Array.from(transfer.files);
  return (await Promise.all(entries.map(filesOf))).flat();
};

const filesOf = async (entry: FileSystemEntry): Promise<File[]> => {
  if (entry.isFile)
    return [
      await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)),
    ];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const files: File[] = [];
  // A reader gives at most a hundred entries at a time, and an empty list at the end.
  for (let batch = await read(reader); batch.length > 0; batch = await read(reader))
    files.push(...(await Promise.all(batch.map(filesOf))).flat());
  return files;
};

const read = (reader: FileSystemDirectoryReader) =>
  new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
