import { readWorks, type Work } from "./demo-works.ts";

/** Albums by genre and artist, each with its year and label. */
const RECORDS: Record<string, string> = {
  Samba: `
Cartola: Cartola, 1974, Marcus Pereira; Verde que Te Quero Rosa, 1977, RCA Victor; Cartola 70 Anos, 1979, RCA Victor
Dona Ivone Lara: Samba Minha Verdade, Samba Minha Raiz, 1978, Odeon; Sorriso Negro, 1981, WEA
Clara Nunes: Claridade, 1975, Odeon; Canto das Três Raças, 1976, EMI-Odeon; Guerreira, 1978, EMI-Odeon
Paulinho da Viola: Foi um Rio que Passou em Minha Vida, 1970, Odeon; A Dança da Solidão, 1972, Odeon; Nervos de Aço, 1973, Odeon
Beth Carvalho: Pra Seu Governo, 1974, Tapecar; De Pé no Chão, 1978, RCA Victor
Martinho da Vila: Martinho da Vila, 1969, RCA Victor; Canta, Canta, Minha Gente, 1974, RCA Victor
Nelson Cavaquinho: Depoimento do Poeta, 1970, Castelinho; Nelson Cavaquinho, 1973, Odeon
Clementina de Jesus: Clementina, Cadê Você?, 1970, MIS; Marinheiro Só, 1973, Odeon
Candeia: Samba de Roda, 1975, Tapecar; Axé! Gente Amiga do Samba, 1978, Atlantic
Zeca Pagodinho: Zeca Pagodinho, 1986, RGE
Adoniran Barbosa: Adoniran Barbosa e Convidados, 1980, EMI-Odeon`,
  MPB: `
Elis Regina: Elis, 1972, Philips; Falso Brilhante, 1976, Philips; Essa Mulher, 1979, WEA
Elis Regina & Tom Jobim: Elis & Tom, 1974, Philips
Chico Buarque: Construção, 1971, Philips; Sinal Fechado, 1974, Philips; Meus Caros Amigos, 1976, Philips
Milton Nascimento & Lô Borges: Clube da Esquina, 1972, Odeon
Milton Nascimento: Minas, 1975, EMI-Odeon; Geraes, 1976, EMI-Odeon; Milagre dos Peixes, 1973, Odeon
Maria Bethânia: Drama: Anjo Exterminado, 1972, Philips; Álibi, 1978, Philips; Brasileirinho, 2003, Biscoito Fino
Djavan: A Voz, o Violão, a Música de Djavan, 1976, Som Livre; Luz, 1982, CBS
João Bosco: Caça à Raposa, 1975, RCA Victor; Galos de Briga, 1976, RCA Victor
Belchior: Alucinação, 1976, Philips
Marisa Monte: Verde, Anil, Amarelo, Cor-de-Rosa e Carvão, 1994, EMI; Memórias, Crônicas e Declarações de Amor, 2000, Phonomotor
Ney Matogrosso: Água do Céu-Pássaro, 1975, Continental
Céu: Vagarosa, 2009, Urban Jungle; Tropix, 2016, Slap`,
  "Bossa nova": `
João Gilberto: Chega de Saudade, 1959, Odeon; O Amor, o Sorriso e a Flor, 1960, Odeon; João Gilberto, 1973, Polydor; Amoroso, 1977, Warner
Elizeth Cardoso: Canção do Amor Demais, 1958, Festa
Stan Getz & João Gilberto: Getz/Gilberto, 1964, Verve
Tom Jobim: The Composer of Desafinado, Plays, 1963, Verve; Wave, 1967, A&M; Stone Flower, 1970, CTI; Urubu, 1976, Warner
Nara Leão: Nara, 1964, Elenco
Vinicius de Moraes & Odette Lara: Vinicius & Odette Lara, 1963, Elenco
Sylvia Telles: Amor de Gente Moça, 1959, Odeon
Carlos Lyra: Bossa Nova, 1960, Philips
Astrud Gilberto: The Astrud Gilberto Album, 1965, Verve
João Donato: Quem É Quem, 1973, Odeon; A Bad Donato, 1970, Blue Thumb
Zimbo Trio: Zimbo Trio, 1964, RGE`,
  Forró: `
Luiz Gonzaga: O Reino do Baião, 1957, RCA Victor; Quadrilhas e Marchinhas Juninas, 1965, RCA Victor; Danado de Bom, 1984, RCA Camden
Jackson do Pandeiro: Sua Majestade, o Rei do Ritmo, 1954, Copacabana; Forró do Jackson, 1956, Copacabana; Aqui Tô Eu, 1970, Philips
Dominguinhos: Domingo, Menino Dominguinhos, 1976, Philips; Oi, Lá Vou Eu, 1977, Philips
Marinês: Vamos Xaxar, 1957, Sinter
Trio Nordestino: O Troféu É Nosso, 1965, Copacabana
Alceu Valença: Vivo!, 1976, Som Livre; Cavalo de Pau, 1982, Ariola
Elba Ramalho: Ave de Prata, 1979, CBS; Leão do Norte, 1996, BMG
Sivuca: Sivuca, 1973, Vanguard; Forró e Frevo, 1980, Copacabana
Falamansa: Deixa Entrar, 2000, Deckdisc
Mestrinho: É Tempo pra Viver, 2015, Independente`,
  Rock: `
Os Mutantes: A Divina Comédia ou Ando Meio Desligado, 1970, Polydor; Jardim Elétrico, 1971, Polydor
Secos & Molhados: Secos & Molhados, 1973, Continental; Secos & Molhados II, 1974, Continental
Rita Lee & Tutti Frutti: Atrás do Porto Tem uma Cidade, 1974, Philips; Fruto Proibido, 1975, Som Livre
Raul Seixas: Krig-ha, Bandolo!, 1973, Philips; Gita, 1974, Philips; Novo Aeon, 1975, Philips
Legião Urbana: Dois, 1986, EMI-Odeon; As Quatro Estações, 1989, EMI-Odeon
Titãs: Cabeça Dinossauro, 1986, WEA; Õ Blésq Blom, 1989, WEA
Os Paralamas do Sucesso: O Passo do Lui, 1984, EMI-Odeon; Selvagem?, 1986, EMI-Odeon
Barão Vermelho: Maior Abandonado, 1984, Som Livre
Cássia Eller: Com Você… Meu Mundo Ficaria Completo, 1999, Universal
Pitty: Admirável Chip Novo, 2003, Deckdisc
Boogarins: As Plantas que Curam, 2013, Other Music; Lá Vem a Morte, 2017, OAR`,
  Tropicália: `
Vários artistas: Tropicália ou Panis et Circencis, 1968, Philips
Caetano Veloso: Caetano Veloso, 1968, Philips; Transa, 1972, Philips; Araçá Azul, 1973, Philips
Gilberto Gil: Gilberto Gil, 1968, Philips; Expresso 2222, 1972, Philips; Refazenda, 1975, Philips; Realce, 1979, WEA
Gal Costa: Gal Costa, 1969, Philips; Fa-Tal: Gal a Todo Vapor, 1971, Philips; Índia, 1973, Philips
Tom Zé: Grande Liquidação, 1968, Rozenblit; Todos os Olhos, 1973, Continental; Estudando o Samba, 1976, Continental
Rogério Duprat: A Banda Tropicalista do Duprat, 1968, Philips
Os Novos Baianos: Acabou Chorare, 1972, Som Livre; Novos Baianos F. C., 1973, Continental
Jards Macalé: Jards Macalé, 1972, Philips; Aprender a Nadar, 1974, Philips
Walter Franco: Ou Não, 1973, Continental; Revolver, 1975, Continental`,
  Choro: `
Pixinguinha: Assim É que É, 1957, Sinter; Som Pixinguinha, 1971, Odeon
Jacob do Bandolim: Chorinhos e Chorões, 1961, RCA Victor; Vibrações, 1967, RCA Victor
Waldir Azevedo: Delicado, 1956, Continental; Minhas Mãos, Meu Cavaquinho, 1976, Continental
Altamiro Carrilho: Choros Imortais, 1964, Copacabana; Clássicos do Choro, 1979, Philips
Época de Ouro: Clube do Choro, 1976, Continental
Raphael Rabello & Radamés Gnattali: Tributo a Garoto, 1982, Funarte
Garoto: Inéditos e Raridades, 1955, Odeon
Paulo Moura: Confusão Urbana, Suburbana e Rural, 1976, RCA Victor
Hamilton de Holanda: Brasilianos, 2006, Biscoito Fino
Nilze Carvalho: Choro de Menina, 1981, CID`,
  Soul: `
Tim Maia: Tim Maia, 1970, Polydor; Tim Maia, 1971, Polydor; Racional, Vol. 1, 1975, Seroma; Disco Club, 1978, Atlantic
Cassiano: Apresentamos Nosso Cassiano, 1973, Odeon; Cuban Soul: 18 Kilates, 1976, Polydor
Jorge Ben: África Brasil, 1976, Philips; A Tábua de Esmeralda, 1974, Philips; Samba Esquema Novo, 1963, Philips
Banda Black Rio: Maria Fumaça, 1977, Atlantic; Gafieira Universal, 1978, RCA Victor
Hyldon: Na Rua, na Chuva, na Fazenda, 1975, Polydor
Tony Tornado: Toni Tornado, 1972, Odeon
Sandra de Sá: Vale Tudo, 1983, RGE
Ed Motta: Manual Prático para Festas, Bailes e Afins, Vol. 1, 1997, Universal
Liniker e os Caramelows: Remonta, 2016, Pommelo; Goela Abaixo, 2019, Pommelo
Liniker: Indigo Borboleta Anil, 2021, Breu Entertainment
Di Melo: Di Melo, 1975, EMI-Odeon`,
  Rap: `
Racionais MC's: Raio X Brasil, 1993, Zimbabwe; Sobrevivendo no Inferno, 1997, Cosa Nostra; Nada como um Dia após o Outro Dia, 2002, Cosa Nostra
Thaíde & DJ Hum: Preste Atenção, 1996, Eldorado
Sabotage: Rap É Compromisso!, 2000, Cosa Nostra
Emicida: O Glorioso Retorno de Quem Nunca Esteve Aqui, 2013, Laboratório Fantasma; Sobre Crianças, Quadris, Pesadelos e Lições de Casa…, 2015, Laboratório Fantasma; AmarElo, 2019, Laboratório Fantasma
Criolo: Nó na Orelha, 2011, Oloko; Convoque Seu Buda, 2014, Oloko
Planet Hemp: Usuário, 1995, Sony
Rincon Sapiência: Galanga Livre, 2017, Boia Fria
Djonga: O Menino que Queria Ser Deus, 2018, Ceia; Histórias da Minha Área, 2020, Ceia
BaianaSystem: Duas Cidades, 2016, Independente; O Futuro Não Demora, 2019, Máquina de Louco
Karol Conká: Batuk Freak, 2013, Vice`,
  Manguebeat: `
Chico Science & Nação Zumbi: Da Lama ao Caos, 1994, Chaos; Afrociberdelia, 1996, Chaos
Nação Zumbi: Rádio S.Amb.A., 2000, YBrazil; Fome de Tudo, 2007, Deckdisc
Mundo Livre S/A: Samba Esquema Noise, 1994, Banguela
Cordel do Fogo Encantado: O Palhaço do Circo sem Futuro, 2002, Rec-Beat
Mestre Ambrósio: Fuá na Casa de Cabral, 1998, Chaos
Siba e a Fuloresta: Fuloresta do Samba, 2002, Terreiro`,
  Instrumental: `
Hermeto Pascoal: A Música Livre de Hermeto Pascoal, 1973, Sinter; Slaves Mass, 1977, Warner; Zabumbê-bum-á, 1979, Warner
Egberto Gismonti: Água e Vinho, 1972, Odeon; Dança das Cabeças, 1977, ECM; Circense, 1980, EMI-Odeon
Moacir Santos: Coisas, 1965, Forma; Maestro, 1972, Blue Note
Baden Powell: Tristeza on Guitar, 1966, Saba; Os Afro-Sambas, 1966, Forma
Naná Vasconcelos: Saudades, 1980, ECM
Azymuth: Azimüth, 1975, Polydor; Light as a Feather, 1979, Milestone
Quarteto Novo: Quarteto Novo, 1967, Odeon
Arthur Verocai: Arthur Verocai, 1972, Continental
Airto Moreira: Seeds on the Ground, 1971, Buddah
Amaro Freitas: Rasif, 2018, Far Out; Sankofa, 2021, Far Out`,
};

export const demoRecords: Work[] = readWorks(RECORDS);
