'use strict';

const net=require('net'), dns=require('dns');
function t(f){ try { const r=f(); out(f.toString().slice(4), '->', r); } catch(e){ out(f.toString().slice(4),'!!',e.name,e.code,'|',e.message); } }
t(()=>net.connect(99999));
t(()=>net.connect());
t(()=>net.connect({port:'a'}));
t(()=>new net.Server('x'));
t(()=>net.createServer().listen(-1));
t(()=>net.createServer().listen({}));
t(()=>net.isIP('1.2.3.4'));
t(()=>net.isIP('::1'));
t(()=>net.isIP('1.2.3'));
t(()=>net.isIPv6('fe80::1%eth0'));t(()=>net.isIP('::ffff:1.2.3.4'));t(()=>net.isIP('01.2.3.4'));t(()=>net.isIP(''));t(()=>net.isIP());
t(()=>{const b=new net.BlockList();b.addAddress('1.2.3.4');b.addRange('10.0.0.1','10.0.0.9');b.addSubnet('8592:757c:efae:4e45::',64,'ipv6');return [b.check('1.2.3.4'),b.check('10.0.0.5'),b.check('10.0.0.10'),b.check('::ffff:1.2.3.4','ipv6'),b.check('8592:757c:efae:4e45::1','ipv6'),b.rules]});
t(()=>net.createServer().address());
t(()=>new net.Socket().setTimeout('x'));t(()=>new net.Socket().setTimeout(-1));

const a=net.createServer(c=>{ c.write('hello\n'); c.on('data',d=>c.write(String(d).toUpperCase()));   }).listen(0,'127.0.0.1',()=>{
 out(a.listening, a.address().address, a.address().family); const {port}=a.address();
 net.createServer().on('error',e=>out(5,e.message.replace(port,'P'),e.code,e.errno,e.syscall,e.address,e.port===port)).listen(port,'127.0.0.1');
 const c=net.connect({port,host:'127.0.0.1'},()=>{out('connect',c.remoteAddress,c.remoteFamily,c.remotePort===port,c.localAddress,c.connecting,c.readyState); c.write('abc')});
 const ev=[]; for(const n of ['lookup','connect','ready','end','close','finish']) c.on(n,(...x)=>ev.push(n)); let got=''; c.setEncoding('utf8'); c.on('data',d=>{got+=d; if(got.includes('ABC')&&!c.dn){c.dn=1;a.getConnections((e,n)=>{out('conns',n);c.end('bye')})}}); c.on('close',(h)=>{out(JSON.stringify(got),h,ev.join(),c.bytesRead,c.bytesWritten,c.destroyed,c.readyState); a.close(()=>{out('server closed');two()})});
});
function two(){
 const s=net.createServer({allowHalfOpen:true},c=>{let n=0;c.on('data',d=>{n+=d.length});c.on('end',()=>{c.end('got '+n)})}).listen(0,()=>{ out(s.address().address,s.address().family);
  const c=net.connect(s.address().port); c.on('data',d=>out(String(d))); const big=Buffer.alloc(5e6,'x'); let ok=c.write(big); out('ok',ok); c.once('drain',()=>out('drain')); c.end(); c.on('close',()=>{ s.close(); three() })});
}
function three(){ const s=net.createServer(c=>{ c.on('error',e=>out('srv err',e.code)); c.on('close',h=>{out('srvclose',h); s.close(); four()}); c.resume() }).listen(0,()=>{ const c=net.connect(s.address().port,()=>{ c.resetAndDestroy() }); c.on('close',h=>void h) }) }
// The server lets go once the timeout has been told, however slow the machine is.
function four(){ let told; const timedOut=new Promise(res=>{told=res});
 const s=net.createServer(c=>{c.on('error',()=>{});timedOut.then(()=>c.destroy())}).listen(0,()=>{ const c=net.connect(s.address().port);
  c.setTimeout(50,()=>{out('timeout',c.timeout);told();}); c.on('close',()=>{s.close();five()}) }) }
function five(){ const p=require('os').tmpdir()+'/t'+process.pid+'.sock'; const s=net.createServer(c=>c.end('unix')).listen(p,()=>{out(s.address()===p); net.connect(p).on('data',d=>out(String(d))).on('close',()=>{s.close(()=>{out(require('fs').existsSync(p));six()})})}) }
function six(){ const ac=new AbortController(); const s=net.createServer().listen({port:0,signal:ac.signal},()=>{ s.unref(); s.ref(); ac.abort(); }); s.on('close',()=>{out('aborted'); const s2=net.createServer().listen(0); s2.unref(); }) }
