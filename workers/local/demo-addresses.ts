import { createRandom } from "./random.ts";

/** City, state, and the digits that its postal codes begin with. */
export const CITIES = [
  ["São Paulo", "SP", "0"],
  ["Campinas", "SP", "130"],
  ["Sorocaba", "SP", "180"],
  ["Rio de Janeiro", "RJ", "2"],
  ["Niterói", "RJ", "24"],
  ["Vitória", "ES", "290"],
  ["Belo Horizonte", "MG", "30"],
  ["Ouro Preto", "MG", "354"],
  ["Salvador", "BA", "40"],
  ["Recife", "PE", "50"],
  ["Fortaleza", "CE", "60"],
  ["Belém", "PA", "66"],
  ["Manaus", "AM", "69"],
  ["Brasília", "DF", "70"],
  ["Goiânia", "GO", "74"],
  ["Curitiba", "PR", "80"],
  ["Florianópolis", "SC", "88"],
  ["Porto Alegre", "RS", "90"],
] as const;
const STREETS =
  `Rua das Flores|Rua XV de Novembro|Avenida Brasil|Rua Sete de Setembro|Rua Santos Dumont|Travessa da Lapa
Avenida Getúlio Vargas|Rua Castro Alves|Rua Machado de Assis|Ladeira da Misericórdia|Rua Chiquinha Gonzaga
Praça da República|Rua Cecília Meireles|Avenida Beira-Mar|Rua do Comércio|Rua Pixinguinha`.split(/[|\n]/);
const DISTRICTS = [
  "Centro",
  "Jardim América",
  "Vila Nova",
  "Santa Teresa",
  "Boa Vista",
  "São José",
  "Bela Vista",
];
const COMPLEMENTS = ["apto 12", "apto 304", "casa 2", "fundos", "bloco B, apto 41", "sala 7"];

/** The addresses of each of `count` clients: most have one, some two, some none. */
export function demoAddresses(count: number) {
  const random = createRandom(1500);
  const address = (label: string) => {
    const [city, state, prefix] = random.pick(CITIES);
    return {
      label,
      street: random.pick(STREETS),
      number: random.next() < 0.95 ? String(random.integer(1, 2400)) : "s/n",
      complement: random.next() < 0.4 ? random.pick(COMPLEMENTS) : null,
      district: random.pick(DISTRICTS),
      city,
      state,
      postalCode: (prefix + random.digits(8)).slice(0, 8),
    };
  };
  return Array.from({ length: count }, () => {
    const kind = random.next();
    if (kind < 0.25) return [];
    return kind < 0.8 ? [address("Casa")] : [address("Casa"), address("Trabalho")];
  });
}
