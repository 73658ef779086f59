'use strict';

const cp=require('child_process'); const log=out;
const show=(e)=>e&&{m:e.message,n:e.name,code:e.code,errno:e.errno,sys:e.syscall,path:e.path,sa:e.spawnargs,killed:e.killed,sig:e.signal,cmd:e.cmd,st:e.status,so:String(e.stdout||''),se:String(e.stderr||'')};
(async()=>{
 await new Promise(r=>cp.exec('echo hi; echo err >&2',(e,so,se)=>{log(e,so,se);r()}));
 await new Promise(r=>cp.exec('exit 3',(e,so,se)=>{log(show(e));r()}));
 await new Promise(r=>cp.exec('nosuchcmd',(e,so,se)=>{log(e.code);r()}));
 await new Promise(r=>cp.execFile('nosuch',['a'],(e)=>{log(show(e));r()}));
 await new Promise(r=>cp.execFile('echo',['a b','c'],(e,o)=>{log(o);r()}));
 await new Promise(r=>cp.exec('sleep 5',{timeout:100},(e)=>{log(show(e));r()}));
 await new Promise(r=>cp.exec('yes',{maxBuffer:1000},(e,so)=>{log(e.code,e.message,so.length);r()}));
 await new Promise(r=>{ const c=cp.spawn('cat'); const ev=[]; for(const n of ['exit','close','error']) c.on(n,(...a)=>{ev.push(n+':'+a.join('/'));if(n==='close'){log(ev.join(' '),c.exitCode,c.signalCode,c.killed,c.spawnfile,c.spawnargs,typeof c.pid,c.connected);r()}}); c.stdout.setEncoding('utf8').on('data',d=>{c.got=(c.got||'')+d}).on('end',()=>log('out',c.got)); c.stdin.write('hello '); c.stdin.end('world'); });
 await new Promise(r=>{ const c=cp.spawn('sleep',['10']); c.on('exit',(code,sig)=>{log('killed',code,sig,c.killed,c.signalCode);r()}); setTimeout(()=>log(c.kill()),50) });
 await new Promise(r=>{ const c=cp.spawn('nosuch',['x']); c.on('error',e=>{log(show(e),c.pid);r()}) });
 await new Promise(r=>{ const c=cp.spawn('echo $FOO && pwd',{shell:true,env:{FOO:'bar',PATH:process.env.PATH},cwd:'/tmp'}); let out=''; c.stdout.on('data',d=>{ out+=d; }); c.on('close',()=>{ log(out); r(); }) });
 await new Promise(r=>{ const c=cp.spawn('ls',['/nope'],{stdio:['ignore','pipe','pipe'],cwd:'/nope'}); c.on('error',e=>{log(show(e));r()}) });
 log(cp.execSync('echo sync').toString(), cp.execSync('cat',{input:'in',encoding:'utf8'})); try{cp.execSync('echo o; echo e >&2; exit 2',{stdio:'pipe'})}catch(e){log(show(e),e.pid>0,e.output&&e.output.length)}
 log(cp.spawnSync('sh',['-c','echo a; exit 4']).status, cp.spawnSync('nosuch').error.message, cp.spawnSync('sleep',['3'],{timeout:100}).signal); log(cp.execFileSync('echo',['x'],{encoding:'utf8'})); try{cp.execFileSync('nosuch')}catch(e){log(show(e))}
 const {stdout}=await require('util').promisify(cp.exec)('echo prom'); log(stdout); await require('util').promisify(cp.execFile)('sh',['-c','exit 9']).catch(e=>log(e.code,e.stdout===''));
 const ac=new AbortController(); const c=cp.spawn('sleep',['5'],{signal:ac.signal}); c.on('error',e=>log(e.name,e.code)); c.on('exit',(a,b)=>log(a,b)); ac.abort();
 function t(f){ try { f(); out('ok') } catch(e){ out(f.toString().slice(4),'!!',e.name,e.code,'|',e.message); } } t(()=>cp.spawn()); t(()=>cp.spawn('')); t(()=>cp.spawn('a','b')); t(()=>cp.spawn('a',{stdio:'x'})); t(()=>cp.exec(5)); t(()=>cp.spawn('a\0b')); t(()=>cp.spawn('echo',['a'],{cwd:5}));
})();
