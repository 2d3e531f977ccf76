import { it, expect } from "vitest";
import { readSourceTree, lineAt, stringOf } from "./house/source-file.ts";
it("reads", () => {
  const t = performance.now();
  const tree = readSourceTree(process.cwd());
  console.log(tree.length, performance.now() - t, tree.reduce((a,f)=>a+f.nodes.length,0));
  let wide=0, long=0;
  for (const f of tree) for (const l of f.lines) { 
    if ([...l].length>100) long++;
    if ([...l].reduce((a,c)=>a+(c>"\u2e80"?2:1),0)>100) { wide++; if(wide<20)console.log(f.path,l)}}
  console.log({long,wide});
  const k = tree.find(f=>f.path==="src/kernel/error-texts.ts")!;
  for (const n of k.nodes) if (stringOf(n)==="CATALOGUE-PAGE") console.log(lineAt(k,n.start), k.text.slice(n.start,n.end));
  const any: string[]=[]; const types=new Map<string,number>();
  for (const f of tree) for (const n of f.nodes) { types.set(n.type,(types.get(n.type)??0)+1); if (n.type==="TSAnyKeyword") any.push(`${f.path}:${lineAt(f,n.start)}`);}
  console.log(any, types);
});
