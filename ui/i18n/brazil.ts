/** A CPF or CNPJ with its punctuation; anything else as it is. */
export function formatDocument(document: string): string {
  const bare = document.replace(/[\s./-]/g, "").toUpperCase();
  if (/^\d{11}$/.test(bare)) return bare.replace(/^(...)(...)(...)(..)$/, "$1.$2.$3-$4");
  if (/^[0-9A-Z]{12}\d{2}$/.test(bare)) return bare.replace(/^(..)(...)(...)(....)(..)$/, "$1.$2.$3/$4-$5");
  return document;
}

/** A Brazilian number as people write it, with or without its +55; another country's as it is. */
export function formatPhone(phone: string): string {
  const bare = phone.replace(/[\s().-]/g, "").replace(/^\+55(?=\d{10,11}$)/, "");
  if (!/^[1-9]{2}(9\d{8}|[2-8]\d{7})$/.test(bare)) return phone;
  return bare.replace(/^(..)(.+)(....)$/, "($1) $2-$3");
}
