import { normalizeDocument } from "../clients/document.ts";
import { foldName } from "../shared/words.ts";
import { createRandom, type Random } from "./random.ts";

const COUNT = 320;
const DAY_MS = 86_400_000;

const FIRST_NAMES =
  `Ana Maria Beatriz Júlia Luíza Sofia Helena Alice Laura Isabela Valentina Cecília Antônia Francisca Márcia Patrícia
  Aline Camila Letícia Larissa Fernanda Bruna Débora Sílvia Vitória Conceição João José Antônio Francisco Carlos Paulo
  Pedro Lucas Luiz Marcos Gabriel Rafael Daniel Marcelo Bruno Eduardo Felipe Raimundo Rodrigo Caetano Caio Diego Érico
  Otávio Joaquim Sebastião Thiago Vinícius Wesley Yuri`.split(/\s+/);
const SURNAMES = [
  "Silva",
  "da Silva",
  "dos Santos",
  "Santos",
  "de Oliveira",
  "Oliveira",
  "de Souza",
  "Souza",
  "Rodrigues",
  "Ferreira",
  "Alves",
  "Pereira",
  "de Lima",
  "Gomes",
  "da Costa",
  "Ribeiro",
  "Martins",
  "de Carvalho",
  "de Almeida",
  "Lopes",
  "Soares",
  "Fernandes",
  "Vieira",
  "Barbosa",
  "da Rocha",
  "Dias",
  "do Nascimento",
  "de Andrade",
  "Moreira",
  "Nunes",
  "Marques",
  "Machado",
  "Mendes",
  "de Freitas",
  "Cardoso",
  "Ramos",
  "Gonçalves",
  "Santana",
  "Teixeira",
  "de Araújo",
  "Assunção",
  "Guimarães",
  "Brandão",
  "da Conceição",
  "Falcão",
  "Galvão",
  "de Queiroz",
  "Tavares",
  "Xavier",
  "Zanetti",
  "Bianchi",
  "Yamamoto",
  "Nakamura",
  "Schneider",
  "Kowalski",
];
const FIRMS = [
  "Sebo do Largo",
  "Discos Tropicália",
  "Livraria Rio Acima",
  "Café Terra Roxa",
  "Papelaria Bom Retiro",
  "Vinil & Cia",
  "Empório São João",
  "Colégio Monte Alegre",
  "Hotel Beira-Mar",
  "Instituto Cecília Meireles",
  "Bar do Zé Carioca",
  "Rádio Comunitária Mangue",
  "Produtora Lua Nova",
  "Studio Bossa",
  "Pousada Maré Alta",
  "Biblioteca Clarice",
];
const FIRM_KINDS = ["Ltda.", "ME", "S.A.", "EIRELI"];
const AREA_CODES = ["11", "19", "21", "27", "31", "41", "48", "51", "61", "62", "71", "81", "85", "91", "92"];

/** Plausible Brazilian clients of a record and book shop, oldest first, spread over the year and a half before `now`. */
export function demoClients(now: Date) {
  const random = createRandom(1808);
  const ages = Array.from({ length: COUNT }, () => random.next() ** 1.5 * 540).toSorted((a, b) => b - a);
  return ages.map((days, index) => ({
    ...(index % 20 === 7 ? firm(random, Math.floor(index / 20)) : person(random)),
    createdAt: new Date(now.getTime() - Math.round(days * DAY_MS) - random.integer(60_000, DAY_MS / 2)),
  }));
}

function person(random: Random) {
  const surnames = [random.pick(SURNAMES), ...(random.next() < 0.6 ? [random.pick(SURNAMES)] : [])];
  const name = `${random.pick(FIRST_NAMES)} ${[...new Set(surnames)].join(" ")}`;
  const address = foldName(name)
    .split(" ")
    .filter((word) => word.length > 3)
    .join(".");
  return {
    name,
    email: random.next() < 0.85 ? `${address}${random.integer(1, 99)}@exemplo.com.br` : null,
    phone:
      random.next() < 0.9 ? `${random.pick(AREA_CODES)}9${random.integer(6, 9)}${random.digits(7)}` : null,
    document: random.next() < 0.7 ? withCheckDigits(random.digits(9)) : null,
  };
}

function firm(random: Random, index: number) {
  const name = FIRMS[index % FIRMS.length]!;
  return {
    name: `${name} ${random.pick(FIRM_KINDS)}`,
    email: `contato@${foldName(name).replaceAll(" ", "")}.exemplo.com.br`,
    phone: `${random.pick(AREA_CODES)}3${random.digits(7)}`,
    document: withCheckDigits(`${random.digits(8)}0001`),
  };
}

/** Completes a CPF or CNPJ by the one pair of digits that makes it valid. */
function withCheckDigits(body: string): string | null {
  const candidates = Array.from({ length: 100 }, (_, pair) => body + String(pair).padStart(2, "0"));
  return candidates.find((candidate) => normalizeDocument(candidate) !== null) ?? null;
}
