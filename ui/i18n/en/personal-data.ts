/** The words about a person's rights to their data (LGPD, art. 18) in English. */
export const personalData = {
  title: "Personal data",
  exportHelp:
    "All that is kept of this client, addresses and history included, as a file that programs can read.",
  export: "Export data (JSON)",
  eraseHelp: "If the client asks for it: erases who they are, for good, and keeps the history.",
  erase: "Erase personal data",
  eraseTitle: "Erase the personal data of {name}?",
  eraseIntro: "This is final. Nobody can bring the data back.",
  goes: "This is erased",
  addresses: "Addresses",
  allAddresses: "all of them",
  stays: "This stays",
  staysHelp: "Number {id} in the list, as an inactive client without a name, its dates, and its history.",
  sure: "I have checked that this is the right client, and want the data to be erased for good",
  changed: "Somebody else changed this client meanwhile. This is how it is now; check it again.",
  failed: "The data was not erased",
  erased: "The personal data was erased",
  erasedNotice: "The personal data of this client was erased on {time}. Its number and history stay.",
  erasedName: "[erased]",
};
