/** What is sold beside records and books: title, brand, price in reais, and what there is to say of it. */
const GOODS = `
Escova de fibra de carbono|Agulha & Cia|49.90|Tira a poeira do sulco sem riscar. Passe antes de cada lado.
Escova de veludo com cabo de madeira|Agulha & Cia|64.90|
Kit de limpeza para discos|Agulha & Cia|119.00|Escova, pano de microfibra e 200 ml de líquido sem álcool.
Líquido de limpeza para vinil, 500 ml|Sulco|59.90|
Pano de microfibra, par|Sulco|24.90|
Plástico externo para LP, 50 unidades|Capa Dura|54.90|0,15 mm, para capas simples e duplas.
Plástico externo para LP, 100 unidades|Capa Dura|98.00|0,15 mm, para capas simples e duplas.
Envelope interno antiestático, 25 unidades|Capa Dura|62.00|Papel com forro de polietileno; não solta fibras.
Plástico para compacto de 7", 50 unidades|Capa Dura|39.90|
Toca-discos Maré, com tampa de acrílico|Maré Áudio|1890.00|Tração por correia, 33⅓ e 45 rpm, pré de phono interno.
Toca-discos Maré Pro|Maré Áudio|3490.00|Tração direta, braço em S com contrapeso, 33⅓, 45 e 78 rpm.
Toca-discos de mala Caçula|Caçula|749.00|Com alto-falantes e bateria; toca em qualquer canto.
Cápsula MM Brisa|Maré Áudio|389.00|
Agulha de reposição elíptica Brisa|Maré Áudio|219.00|
Agulha de reposição cônica|Caçula|69.90|
Pré-amplificador de phono|Maré Áudio|459.00|Para cápsulas MM e MC.
Caixas de som de estante, par|Maré Áudio|1290.00|Amplificadas, 2 × 35 W, com entrada para toca-discos.
Fone de ouvido fechado|Maré Áudio|549.00|
Balança digital para agulha|Sulco|89.90|Mede de 0 a 5 g, em centésimos.
Adaptador de 45 rpm em alumínio|Sulco|34.90|
Slipmat de feltro "Girando desde 1954"|Fachada|59.90|
Slipmat de cortiça|Sulco|79.00|
Peso estabilizador para disco|Sulco|189.00|
Caixote de madeira para 60 LPs|Marcenaria do Zé|179.00|Pinus de reflorestamento. Empilha.
Suporte "Tocando agora"|Marcenaria do Zé|69.00|
Estante modular para discos|Marcenaria do Zé|890.00|Quatro nichos de 35 × 35 cm; cabem cerca de 400 LPs.
Moldura para capa de LP|Marcenaria do Zé|84.90|
Separadores de A a Z para discos, jogo|Capa Dura|74.90|
Ecobag "Leia mulheres"|Fachada|49.90|Algodão cru, 38 × 42 cm, alça longa.
Ecobag "Lado B"|Fachada|49.90|Algodão cru, 38 × 42 cm, alça longa.
Ecobag "Um livro, um disco, um amigo, e mais um pouco de café para a tarde não acabar tão cedo"|Fachada|54.90|Algodão cru, tamanho grande: cabem 15 LPs.
Camiseta "Discos & Livros", P|Fachada|89.90|
Camiseta "Discos & Livros", M|Fachada|89.90|
Camiseta "Discos & Livros", G|Fachada|89.90|
Caneca de ágata|Fachada|44.90|
Caneta-tinteiro Ipê|Papelaria Ipê|149.00|Pena média de aço; aceita cartucho e conversor.
Caneta gel preta 0,5 mm|Papelaria Ipê|9.90|
Lapiseira 0,7 mm|Papelaria Ipê|32.90|
Lápis de grafite 2B, caixa com 12|Papelaria Ipê|28.90|
Marca-texto, jogo com 6 cores pastel|Papelaria Ipê|36.90|
Caderno pautado A5, capa de tecido|Papelaria Ipê|58.00|160 páginas de papel pólen 80 g.
Caderno pontilhado A5|Papelaria Ipê|54.00|
Caderneta de bolso, trio|Papelaria Ipê|34.90|
Marcador de página de couro|Ateliê d'Água|29.90|
Marcador de página magnético, jogo com 4|Ateliê d'Água|19.90|
Luminária de leitura com clipe|Caçula|79.90|Recarrega por USB; três tons de luz.
Apoio de livro em ferro, par|Marcenaria do Zé|96.00|
Cartão-postal "Compositoras brasileiras", jogo com 10|Ateliê d'Água|39.90|
Pôster "Mapa da música brasileira", 50 × 70 cm|Ateliê d'Água|79.00|
Vale-presente|Fachada|100.00|Vale em toda a loja, por um ano.`;

/** A product that is neither a record nor a book. */
interface Good {
  title: string;
  brand: string;
  priceCents: number;
  description: string | null;
}

export const demoGoods: Good[] = GOODS.trim()
  .split("\n")
  .map((line) => {
    const [title = "", brand = "", price = "", description = ""] = line.split("|");
    return { title, brand, priceCents: Math.round(Number(price) * 100), description: description || null };
  });
