import {Environment} from '@marcbachmann/cel-js'
const env = new Environment({limits:{maxAstNodes:2000,maxDepth:50}})
env.registerType('Tests',{fields:{failed:'int'}})
class Finding { constructor(o){Object.assign(this,o)} }
env.registerType('Finding',{ctor:Finding,fields:{severity:'string',ageDays:'double',tags:'list<string>',cwe:'list<int>',n:'int'}})
env.registerVariable('finding','Finding')
env.registerVariable('findings','list<Finding>')
function t(e,ctx){ try{const c=env.check(e); if(!c.valid){const r=c.error; console.log(e,'=> INVALID',r.code,r.range,r.summary,'|',r.message.replaceAll('\n','\\n'));return} 
 console.log(e,'::',String(c.type),'=>',env.parse(e)(ctx)) }catch(r){console.log(e,'=> THROWS',r.constructor.name,r.code,r.range,r.summary)} }
const f=new Finding({severity:'high',ageDays:3.5,tags:['kev'],cwe:[79],n:3})
const ctx={finding:f,findings:[f,f]}
for(const e of ['finding.severity == "high"','finding.ageDays > 3','finding.ageDays == 3','finding.ageDays >= 3.5','"kev" in finding.tags','79 in finding.cwe','finding.cwe.exists(c, c == 79)','finding.n == 3','finding.n > 2','finding.sevrity == "x"','findng.severity == "x"','finding.severity in ["high","critical"]','finding.severity + 1','finding.severity ==','findings.filter(f, f.severity=="high").size() > 1','findings.exists(f, f.sevrity == "x")','size(findings) > 1','"x".matches("a")','has(finding.foo)','has(finding.n)','1/0 == 1','finding.n / 0 == 1','findings[5].n == 1','foo(3)','finding.severity.foo()','finding.ageDays + 1 > 2', 'finding.ageDays'] ) t(e,ctx)
console.log(JSON.stringify(env.parse('findings.exists(f, f.tags.exists(t, t=="a")) && "a".matches("b")').ast,(k,v)=>k==='input'?undefined:typeof v==='bigint'?String(v):v).slice(0,3000))
const p=env.parse('finding.severity in ["high","critical"] && finding.ageDays > 3 && "kev" in finding.tags')
let s=performance.now(); for(let i=0;i<1e5;i++) p(ctx); console.log(performance.now()-s,'ms/100k')
