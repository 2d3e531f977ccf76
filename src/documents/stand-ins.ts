/**
 * Signs that stand in for the usual letters: fonts and the programs that make PDFs give radicals
 * (⻋ for 车, ⻓ for 长), compatibility ideographs and joined letters in their place.
 */
const STAND_INS = /[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]/g;

// Unicode's EquivalentUnifiedIdeograph of the radicals supplement that normal forms leave alone.
const RADICALS =
  "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺉刂⺊卜⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭" +
  "⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺳罒⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼月⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻋车⻌辶⻍辶" +
  "⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀";
const LETTER_OF = new Map<string, string>();
for (let at = 0; at < RADICALS.length; at += 2) {
  LETTER_OF.set(RADICALS[at] as string, RADICALS[at + 1] as string);
}

/** The text in its usual letters; as long as it was, unless joined letters come apart. */
export function withoutStandIns(text: string): string {
  return text.replace(STAND_INS, (one) => LETTER_OF.get(one) ?? one.normalize("NFKC"));
}
