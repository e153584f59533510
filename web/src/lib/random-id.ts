/** 128 random bits in hexadecimal. Not `crypto.randomUUID`: that is missing where the page is opened by plain http and a name. */
export const randomId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
