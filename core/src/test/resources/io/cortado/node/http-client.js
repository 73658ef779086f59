'use strict';

const http=require('http');
const log=out;
const s=http.createServer((q,r)=>{ let b=''; q.setEncoding('utf8'); q.on('data',d=>b+=d); q.on('end',()=>{ 
  if(q.url==='/echo'){ r.setHeader('X-A',['1','2']); r.setHeader('Set-Cookie',['a=1','b=2']); r.end(JSON.stringify({m:q.method,h:Object.fromEntries(Object.entries(q.headers).filter(([k])=>k!=='host')),b,raw:q.rawHeaders.filter((x,i)=>i%2==0)})); }
  else if(q.url==='/chunk'){ r.writeHead(201,'Made',{'Trailer':'X-T'}); r.write('one'); setTimeout(()=>{r.write('two'); r.addTrailers({'X-T':'t'}); r.end()},20)}
  else if(q.url==='/slow'){ setTimeout(()=>r.end('late'),3000).unref() }
  else if(q.url==='/204'){ r.statusCode=204; r.end() }
  else if(q.url==='/close'){ r.setHeader('Connection','close'); r.end('bye') }
  else if(q.url==='/big'){ r.end(Buffer.alloc(3e6,'z')) }
  else if(q.url==='/abort'){ r.writeHead(200,{'content-length':100}); r.write('part'); setTimeout(()=>r.destroy(),300) }
  else r.end('ok '+q.url);
 }) });
s.on('checkContinue',(q,r)=>{ r.writeContinue(); q.on('data',d=>log('cont body',String(d))); q.on('end',()=>r.end('continued')) });
s.on('upgrade',(q,sock,head)=>{ sock.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: foo\r\n\r\n'); sock.on('data',d=>sock.write('echo:'+d)); sock.on('end',()=>sock.end()) });
s.listen(0,'127.0.0.1',async()=>{
 const port=s.address().port;
 // The agent's own timeout of five seconds is no matter here, nor whether a request is out before it is given up.
 const get=(o,body)=>new Promise((res)=>{ const ev=[]; const r=http.request({port,host:'127.0.0.1',...o},m=>{ ev.push('response'); const c=[]; m.on('data',d=>c.push(d)); m.on('end',()=>{ev.push('end')}); m.on('close',()=>{ ev.push('mclose'); res({s:m.statusCode,msg:m.statusMessage,h:m.headers,raw:m.rawHeaders,b:Buffer.concat(c).toString(),t:m.trailers,complete:m.complete,v:m.httpVersion,aborted:m.aborted,ev:ev.join()})}); m.on('error',e=>ev.push('merr:'+e.code+e.message)); m.on('aborted',()=>ev.push('aborted')) }); for (const n of ['socket','finish','close','abort',...(o.timeout?['timeout']:[]),'continue','information']) r.on(n,()=>ev.push(n)); r.on('error',e=>{ev.push('err:'+e.code+':'+e.message); if(!r.res)setTimeout(()=>res({ev:ev.join()}),10)}); if(o.cb)o.cb(r); if(body!==undefined)r.end(body); else if(!o.noEnd) r.end(); });
 const show=(n,x)=>{ if(x.h){delete x.h.date} if(x.raw){ x.raw=x.raw.filter((v,i)=>!/GMT/.test(v)).join('|') } if(x.b&&x.b.length>200) x.b=x.b.length; log(n,JSON.stringify(x).replaceAll(port,'PORT')) };
 show('echo',await get({path:'/echo'}));
 show('post',await get({path:'/echo',method:'POST',headers:{'Content-Type':'text/plain'}},'héllo'));
 show('post2',await get({path:'/echo',method:'POST',noEnd:1,cb:r=>{r.write('a');r.write('b');r.end('c')}}));
 show('postlen',await get({path:'/echo',method:'POST',headers:{'content-length':3},noEnd:1,cb:r=>{r.write('a');r.write('b');r.end('c')}}));
 show('delete',await get({path:'/echo',method:'DELETE'})); show('put',await get({path:'/echo',method:'PUT'})); 
 show('auth',await get({path:'/echo',auth:'u:p',headers:['X-Raw','1','x-raw','2','Host','hh']}));
 show('chunk',await get({path:'/chunk'})); show('204',await get({path:'/204'})); show('close',await get({path:'/close'})); show('big',await get({path:'/big'}));
 show('abort',await get({path:'/abort'}));
 const late=await get({path:'/slow',timeout:300,cb:r=>r.on('timeout',()=>r.destroy())}); late.ev=late.ev.replace('finish,','');
 show('timeout',late);
 show('destroyed',await get({path:'/slow',cb:r=>r.on('finish',()=>setTimeout(()=>r.destroy(new Error('mine')),30))}));
 show('aborted',await get({path:'/slow',cb:r=>r.on('finish',()=>setTimeout(()=>r.abort(),30))}));
 const ac=new AbortController(); show('signal',await get({path:'/slow',signal:ac.signal,cb:r=>r.on('finish',()=>setTimeout(()=>ac.abort(),30))}));
 show('refused',await get({port:1,path:'/'}));
 show('expect',await get({path:'/x',method:'POST',headers:{Expect:'100-continue'},noEnd:1,cb:r=>r.on('continue',()=>r.end('body'))}));
 await new Promise(res=>{ http.get(`http://127.0.0.1:${port}/url?x=1`,m=>{ m.setEncoding('utf8'); m.on('data',d=>log('get',d)); m.on('end',res)}) });
 await new Promise(res=>{ http.get(new URL(`http://127.0.0.1:${port}/url2`),{headers:{a:'b'}},m=>{ m.resume(); m.on('end',()=>{log('u2',m.statusCode,m.req.path,m.req.method,m.req.host,m.req.protocol,m.req.getHeader('a'),m.req.reusedSocket);res()})}) });
 await new Promise(res=>{ const r=http.request({port,host:'127.0.0.1',headers:{Connection:'Upgrade',Upgrade:'foo'}}); r.on('upgrade',(m,sock,head)=>{ log('up',m.statusCode,m.headers.upgrade,head.length); sock.write('hi'); sock.on('data',d=>{log(String(d)); sock.end()}); sock.on('close',()=>res()) }); r.end() });
 const agent=new http.Agent({keepAlive:true,maxSockets:1}); const rs=await Promise.all([1,2,3].map(i=>get({path:'/p'+i,agent}))); rs.forEach((x,i)=>log('agent',i,x.b,x.h.connection)); log(Object.keys(agent.sockets).length,Object.keys(agent.freeSockets).map(k=>k.replace(port,'PORT')),Object.keys(agent.requests).length, agent.getName({host:'h',port:1,localAddress:'l',family:4})); 
 const rr=await get({path:'/again',agent,cb:r=>r.on('close',()=>log('reused',r.reusedSocket))}); agent.destroy();
 function t(f){ try { const r=f(); r&&r.on&&r.on('error',()=>{}); out(f.toString().slice(4), '->', typeof r); } catch(e){ out(f.toString().slice(4),'!!',e.name,e.code,'|',e.message); } }
 t(()=>http.get('nope')); t(()=>http.get('https://x')); t(()=>http.get({path:'/a b'})); t(()=>http.request({method:'B D'})); t(()=>http.request({method:5})); t(()=>http.request({headers:{'b d':1}})); t(()=>http.request({headers:{a:'\u0100'}})); t(()=>http.request({host:5})); t(()=>http.request({agent:5})); t(()=>http.request({port,insecureHTTPParser:5})); t(()=>{const r=http.request({port});r.on('error',()=>{});r.setHeader('a','b');r.end();r.setHeader('c','d')});
 log(http.globalAgent.keepAlive,http.globalAgent.maxSockets,http.globalAgent.maxFreeSockets,http.globalAgent.options,http.globalAgent.defaultPort,http.globalAgent.protocol);
 // bad responses
 const net=require('net'); const bad=(text)=>new Promise(res=>{ const n=net.createServer(c=>{c.on('error',()=>{});c.once('data',()=>{c.end(text)})}).listen(0,'127.0.0.1',()=>{ http.get({port:n.address().port,host:'127.0.0.1'},m=>{ let b=''; m.on('data',d=>b+=d); m.on('error',e=>{log(JSON.stringify(text.slice(0,40)),'merr',e.code,e.message)}); m.on('close',()=>{log(JSON.stringify(text.slice(0,40)),m.statusCode,JSON.stringify(m.headers),JSON.stringify(b),m.complete);n.close();res()}) }).on('error',e=>{log(JSON.stringify(text.slice(0,40)),e.code,e.message,e.reason,e.rawPacket&&e.rawPacket.length);n.close();res()}) }) });
 for (const x of ['garbage\r\n\r\n','HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab','HTTP/1.1 200 OK\r\n\r\nuntil close','','HTTP/1.0 200 OK\r\nA: b\r\nA: c\r\n\r\nx','HTTP/1.1 200\r\nContent-Length: 1\r\n\r\na','HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na','HTTP/1.1 200 OK\r\nBad Header: 1\r\n\r\n','HTTP/1.1 200 OK\r\nX: '+'a'.repeat(20000)+'\r\n\r\n','HTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok','HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;ext=1\r\nabc\r\n0\r\nT: v\r\n\r\n','HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n','HTTP/1.1 200 OK\nContent-Length: 1\n\na','HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n','HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n3\r\nabc\r\n0\r\n\r\n']) await bad(x);
 s.close(); s.closeAllConnections();
});
