import { readWorks, type Work } from "./demo-works.ts";

/** Books by genre and author, each with an edition's year and publisher. */
const BOOKS: Record<string, string> = {
  "Romance brasileiro": `
Machado de Assis: Memórias Póstumas de Brás Cubas, 2014, Penguin-Companhia; Dom Casmurro, 2016, Penguin-Companhia
Graciliano Ramos: Vidas Secas, 2019, Record
João Guimarães Rosa: Grande Sertão: Veredas, 2019, Companhia das Letras; Manuelzão e Miguilim, 2016, Nova Fronteira
Clarice Lispector: A Hora da Estrela, 2020, Rocco
Jorge Amado: Capitães da Areia, 2009, Companhia de Bolso; Gabriela, Cravo e Canela, 2012, Companhia das Letras
Rachel de Queiroz: O Quinze, 2012, José Olympio
Lima Barreto: Triste Fim de Policarpo Quaresma, 2011, Penguin-Companhia; Clara dos Anjos, 2012, Penguin-Companhia
Aluísio Azevedo: O Cortiço, 2018, Ática
José de Alencar: Iracema, 2006, Ateliê; Senhora, 2013, Penguin-Companhia
Érico Veríssimo: O Continente, Vol. 1, 2004, Companhia das Letras
Lygia Fagundes Telles: As Meninas, 2009, Companhia das Letras; Ciranda de Pedra, 2009, Companhia das Letras
Mário de Andrade: Macunaíma: o Herói sem Nenhum Caráter, 2017, Ubu
Raduan Nassar: Lavoura Arcaica, 1989, Companhia das Letras; Um Copo de Cólera, 1992, Companhia das Letras
Milton Hatoum: Dois Irmãos, 2000, Companhia das Letras
Conceição Evaristo: Ponciá Vicêncio, 2017, Pallas; Becos da Memória, 2017, Pallas
Itamar Vieira Junior: Torto Arado, 2019, Todavia
Ana Maria Gonçalves: Um Defeito de Cor, 2006, Record
Jeferson Tenório: O Avesso da Pele, 2020, Companhia das Letras
Chico Buarque: Budapeste, 2003, Companhia das Letras; Leite Derramado, 2009, Companhia das Letras
Maria Firmina dos Reis: Úrsula, 2018, Penguin-Companhia
Bernardo Carvalho: Nove Noites, 2002, Companhia das Letras
Daniel Galera: Barba Ensopada de Sangue, 2012, Companhia das Letras
Natalia Borges Polesso: A Extinção das Abelhas, 2021, Companhia das Letras
Socorro Acioli: A Cabeça do Santo, 2014, Companhia das Letras
Micheliny Verunschk: O Som do Rugido da Onça, 2021, Companhia das Letras`,
  "Contos e crônicas": `
Machado de Assis: Papéis Avulsos, 2011, Penguin-Companhia; 50 Contos, 2007, Companhia das Letras
João Guimarães Rosa: Sagarana, 2015, Nova Fronteira
Clarice Lispector: Laços de Família, 2020, Rocco; Todos os Contos, 2016, Rocco
Rubem Fonseca: Feliz Ano Novo, 2012, Nova Fronteira
Rubem Braga: 200 Crônicas Escolhidas, 2013, Record
Luis Fernando Verissimo: Comédias para se Ler na Escola, 2001, Objetiva
Nelson Rodrigues: A Vida como Ela É…, 2012, Nova Fronteira
Conceição Evaristo: Olhos d'Água, 2014, Pallas
Geovani Martins: O Sol na Cabeça, 2018, Companhia das Letras
Murilo Rubião: Obra Completa, 2016, Companhia das Letras
Caio Fernando Abreu: Morangos Mofados, 2019, Companhia das Letras
Antônio Prata: Nu, de Botas, 2013, Companhia das Letras
Dalton Trevisan: O Vampiro de Curitiba, 2014, Record
Hilda Hilst: Fluxo-Floema, 2003, Globo`,
  Poesia: `
Carlos Drummond de Andrade: A Rosa do Povo, 2012, Companhia das Letras
Cecília Meireles: Romanceiro da Inconfidência, 2015, Global; Ou Isto ou Aquilo, 2012, Global
Manuel Bandeira: Estrela da Vida Inteira, 2007, Nova Fronteira
João Cabral de Melo Neto: Morte e Vida Severina, 2007, Alfaguara; A Educação pela Pedra, 2008, Alfaguara
Adélia Prado: Bagagem, 2011, Record
Hilda Hilst: Da Poesia, 2017, Companhia das Letras
Ana Cristina Cesar: A Teus Pés, 2016, Companhia das Letras
Ferreira Gullar: Poema Sujo, 2016, Companhia das Letras
Paulo Leminski: Toda Poesia, 2013, Companhia das Letras
Manoel de Barros: O Livro das Ignorãças, 2016, Alfaguara; Poesia Completa, 2010, Leya
Mario Quintana: Nova Antologia Poética, 2007, Globo
Cora Coralina: Poemas dos Becos de Goiás e Estórias Mais, 2014, Global
Angélica Freitas: Um Útero É do Tamanho de um Punho, 2017, Companhia das Letras
Wisława Szymborska: Poemas, 2011, Companhia das Letras
Fernando Pessoa: Livro do Desassossego, 2011, Companhia de Bolso
Vinicius de Moraes: Novos Poemas e Cinco Elegias, 2012, Companhia das Letras`,
  "Romance traduzido": `
Gabriel García Márquez: Cem Anos de Solidão, 2014, Record; O Amor nos Tempos do Cólera, 2012, Record
Fiódor Dostoiévski: Crime e Castigo, 2016, Editora 34
Liev Tolstói: Guerra e Paz, 2017, Companhia das Letras; Anna Kariênina, 2017, Companhia das Letras
Virginia Woolf: Mrs. Dalloway, 2017, Autêntica; Orlando, 2015, Autêntica
Franz Kafka: O Processo, 2005, Companhia de Bolso; A Metamorfose, 1997, Companhia das Letras
Toni Morrison: Amada, 2018, Companhia das Letras; O Olho Mais Azul, 2019, Companhia das Letras
Chimamanda Ngozi Adichie: Americanah, 2014, Companhia das Letras; Hibisco Roxo, 2011, Companhia das Letras
José Saramago: Ensaio sobre a Cegueira, 2020, Companhia das Letras; O Ano da Morte de Ricardo Reis, 2017, Companhia das Letras
Elena Ferrante: A Amiga Genial, 2015, Biblioteca Azul; A Filha Perdida, 2016, Intrínseca
Italo Calvino: As Cidades Invisíveis, 1990, Companhia das Letras; Se um Viajante numa Noite de Inverno, 1999, Companhia das Letras
Julio Cortázar: O Jogo da Amarelinha, 2019, Companhia das Letras
Juan Rulfo: Pedro Páramo, 2020, José Olympio
Gustave Flaubert: Madame Bovary, 2011, Penguin-Companhia
Jane Austen: Orgulho e Preconceito, 2011, Penguin-Companhia; Emma, 2012, Martin Claret
Miguel de Cervantes: O Engenhoso Fidalgo D. Quixote de La Mancha: Primeiro Livro, 2016, Editora 34
Mia Couto: Terra Sonâmbula, 2007, Companhia das Letras; O Último Voo do Flamingo, 2005, Companhia das Letras
Han Kang: A Vegetariana, 2018, Todavia; Atos Humanos, 2021, Todavia
Annie Ernaux: Os Anos, 2021, Fósforo; O Lugar, 2021, Fósforo
Haruki Murakami: Norwegian Wood, 2008, Alfaguara; Kafka à Beira-Mar, 2008, Alfaguara
Albert Camus: O Estrangeiro, 2019, Record; A Peste, 2017, Record
Roberto Bolaño: Os Detetives Selvagens, 2006, Companhia das Letras; 2666, 2010, Companhia das Letras
Pepetela: Mayombe, 2013, Leya
Scholastique Mukasonga: Nossa Senhora do Nilo, 2017, Nós`,
  "Ficção científica e fantasia": `
Ursula K. Le Guin: A Mão Esquerda da Escuridão, 2019, Aleph; Os Despossuídos, 2019, Aleph
Philip K. Dick: Androides Sonham com Ovelhas Elétricas?, 2019, Aleph; O Homem do Castelo Alto, 2019, Aleph
Isaac Asimov: Fundação, 2009, Aleph; Eu, Robô, 2014, Aleph
Frank Herbert: Duna, 2017, Aleph
Octavia E. Butler: Kindred: Laços de Sangue, 2017, Morro Branco; A Parábola do Semeador, 2018, Morro Branco
J. R. R. Tolkien: O Hobbit, 2019, HarperCollins; A Sociedade do Anel, 2019, HarperCollins
George Orwell: 1984, 2009, Companhia das Letras; A Revolução dos Bichos, 2007, Companhia das Letras
Ray Bradbury: Fahrenheit 451, 2012, Biblioteca Azul
Aldous Huxley: Admirável Mundo Novo, 2014, Biblioteca Azul
Ignácio de Loyola Brandão: Não Verás País Nenhum, 2012, Global
Aline Valek: As Águas-Vivas Não Sabem de Si, 2016, Rocco
Mary Shelley: Frankenstein, 2017, DarkSide
Bram Stoker: Drácula, 2018, DarkSide`,
  Policial: `
Agatha Christie: Assassinato no Expresso do Oriente, 2014, HarperCollins; E Não Sobrou Nenhum, 2014, Globo
Arthur Conan Doyle: Um Estudo em Vermelho, 2013, Zahar; O Cão dos Baskerville, 2013, Zahar
Luiz Alfredo Garcia-Roza: O Silêncio da Chuva, 1996, Companhia das Letras; Uma Janela em Copacabana, 2001, Companhia das Letras
Raphael Montes: Dias Perfeitos, 2014, Companhia das Letras; Suicidas, 2017, Companhia das Letras
Patrícia Melo: O Matador, 2009, Rocco
Umberto Eco: O Nome da Rosa, 2019, Record
Raymond Chandler: O Sono Eterno, 2015, Alfaguara
Georges Simenon: O Cão Amarelo, 2014, Companhia das Letras`,
  Ensaio: `
Gilberto Freyre: Casa-Grande & Senzala, 2006, Global
Sérgio Buarque de Holanda: Raízes do Brasil, 2015, Companhia das Letras
Darcy Ribeiro: O Povo Brasileiro: a Formação e o Sentido do Brasil, 2015, Global
Ailton Krenak: Ideias para Adiar o Fim do Mundo, 2019, Companhia das Letras; A Vida Não É Útil, 2020, Companhia das Letras
Djamila Ribeiro: Pequeno Manual Antirracista, 2019, Companhia das Letras; Lugar de Fala, 2019, Jandaíra
Davi Kopenawa e Bruce Albert: A Queda do Céu: Palavras de um Xamã Yanomami, 2015, Companhia das Letras
Sidarta Ribeiro: O Oráculo da Noite, 2019, Companhia das Letras
Lilia Schwarcz e Heloisa Starling: Brasil: uma Biografia, 2015, Companhia das Letras
Laurentino Gomes: Escravidão, Vol. 1, 2019, Globo Livros; 1808, 2014, Globo Livros
bell hooks: Tudo Sobre o Amor, 2021, Elefante; Ensinando a Transgredir, 2013, WMF Martins Fontes
Sueli Carneiro: Escritos de uma Vida, 2019, Jandaíra
Hannah Arendt: Origens do Totalitarismo, 2013, Companhia de Bolso
Simone de Beauvoir: O Segundo Sexo, 2019, Nova Fronteira
Carolina Maria de Jesus: Quarto de Despejo: Diário de uma Favelada, 2014, Ática
Lélia Gonzalez: Por um Feminismo Afro-Latino-Americano, 2020, Zahar`,
  "Música e biografia": `
Ruy Castro: Chega de Saudade: a História e as Histórias da Bossa Nova, 2016, Companhia das Letras; O Anjo Pornográfico, 1992, Companhia das Letras
Caetano Veloso: Verdade Tropical, 2017, Companhia das Letras
Nelson Motta: Noites Tropicais, 2000, Objetiva; Vale Tudo: o Som e a Fúria de Tim Maia, 2007, Objetiva
Rita Lee: Uma Autobiografia, 2016, Globo Livros; Outra Autobiografia, 2023, Globo Livros
Lira Neto: Uma História do Samba: as Origens, 2017, Companhia das Letras; Maysa: Só numa Multidão de Amores, 2007, Globo Livros
José Miguel Wisnik: O Som e o Sentido, 2017, Companhia das Letras
Hermano Vianna: O Mistério do Samba, 2012, Zahar
Júlio Maria: Elis Regina: Nada Será como Antes, 2015, Master Books
Benjamin Moser: Clarice, uma Biografia, 2017, Companhia das Letras
Patti Smith: Só Garotos, 2010, Companhia das Letras`,
  "Infantil e juvenil": `
Monteiro Lobato: Reinações de Narizinho, 2019, Companhia das Letrinhas; O Saci, 2016, Globinho
Ziraldo: O Menino Maluquinho, 2018, Melhoramentos; Flicts, 2019, Melhoramentos
Ana Maria Machado: Menina Bonita do Laço de Fita, 2011, Ática; Bisa Bia, Bisa Bel, 2007, Salamandra
Lygia Bojunga: A Bolsa Amarela, 2019, Casa Lygia Bojunga; Corda Bamba, 2018, Casa Lygia Bojunga
Ruth Rocha: Marcelo, Marmelo, Martelo, 2011, Salamandra
Antoine de Saint-Exupéry: O Pequeno Príncipe, 2015, Agir
Lewis Carroll: Alice no País das Maravilhas, 2013, Zahar
Pedro Bandeira: A Droga da Obediência, 2014, Moderna
Eva Furnari: Felpo Filva, 2006, Moderna
Otávio Júnior: Da Minha Janela, 2019, Companhia das Letrinhas
Maurice Sendak: Onde Vivem os Monstros, 2014, Cosac Naify`,
  Quadrinhos: `
Marcelo D'Salete: Angola Janga: uma História de Palmares, 2017, Veneta; Cumbe, 2018, Veneta
Fábio Moon e Gabriel Bá: Daytripper, 2011, Panini; Dois Irmãos, 2015, Quadrinhos na Cia
Laerte: Manual do Minotauro, 2021, Quadrinhos na Cia; Piratas do Tietê, 2023, Quadrinhos na Cia
Art Spiegelman: Maus, 2005, Quadrinhos na Cia
Marjane Satrapi: Persépolis, 2007, Quadrinhos na Cia
Quino: Toda Mafalda, 2012, Martins Fontes
Alison Bechdel: Fun Home, 2018, Todavia
Angeli: Toda Rê Bordosa, 2012, Quadrinhos na Cia
Marcello Quintanilha: Tungstênio, 2014, Veneta; Escuta, Formosa Márcia, 2021, Veneta`,
};

export const demoBooks: Work[] = readWorks(BOOKS);
