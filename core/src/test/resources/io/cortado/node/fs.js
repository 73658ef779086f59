'use strict';

const fs=require('fs'), path=require('path'), os=require('os'), fsp=require('fs/promises');
const d=fs.mkdtempSync(path.join(os.tmpdir(),'t-')); const p=(...a)=>path.join(d,...a);
const log = (...a) => out(...a.map((x) => (typeof x === 'string' ? x.replaceAll(d, 'D') : x)));
(async()=>{
 fs.writeFileSync(p('a.txt'),'héllo wörld'); log(fs.readFileSync(p('a.txt'),'utf8'), fs.readFileSync(p('a.txt')).toString('hex'), fs.readFileSync(p('a.txt'),{encoding:'base64'}), fs.statSync(p('a.txt')).size, (fs.statSync(p('a.txt')).mode).toString(8));
 fs.appendFileSync(p('a.txt'),Buffer.from('!')); log(fs.readFileSync(p('a.txt'),'latin1'));
 fs.writeFileSync(p('m'),'x',{mode:0o600}); log(fs.statSync(p('m')).mode.toString(8)); fs.chmodSync(p('m'),'755'); log(fs.statSync(p('m')).mode.toString(8));
 log(fs.mkdirSync(p('x/y/z'),{recursive:true}), fs.mkdirSync(p('x/y/z'),{recursive:true})); fs.writeFileSync(p('x/y/f'),'1'); fs.symlinkSync('../a.txt',p('x/l'));
 log(fs.readdirSync(p('x')), fs.readdirSync(d,{recursive:true}), fs.readdirSync(p('x'),{withFileTypes:true}).map(e=>[e.name,e.isFile(),e.isDirectory(),e.isSymbolicLink()]));
 log(fs.readlinkSync(p('x/l')), fs.realpathSync(p('x/l')), fs.lstatSync(p('x/l')).isSymbolicLink(), fs.statSync(p('x/l')).isFile());
 const fd=fs.openSync(p('rw'),'w+'); log(fs.writeSync(fd,'hello world'), fs.writeSync(fd,Buffer.from('XY'),0,2,3)); const b=Buffer.alloc(20); log(fs.readSync(fd,b,0,20,0), b.toString('utf8',0,11)); fs.ftruncateSync(fd,4); log(fs.fstatSync(fd).size); fs.ftruncateSync(fd,6); log(fs.readFileSync(p('rw'))); fs.futimesSync(fd,1,2); log(fs.fstatSync(fd).mtimeMs); fs.fsyncSync(fd); fs.fchmodSync(fd,0o640); log(fs.fstatSync(fd).mode.toString(8)); fs.closeSync(fd); try{fs.closeSync(fd)}catch(e){log(e.message)}
 const fa=fs.openSync(p('rw'),'a+'); fs.writeSync(fa,'END'); log(fs.readSync(fa,b,0,20,0), fs.readFileSync(fa,'utf8').length); fs.closeSync(fa);
 fs.utimesSync(p('a.txt'),new Date(1000),5.5); log(fs.statSync(p('a.txt')).mtimeMs, fs.statSync(p('a.txt')).atimeMs);
 fs.copyFileSync(p('a.txt'),p('b.txt')); try{fs.copyFileSync(p('a.txt'),p('b.txt'),fs.constants.COPYFILE_EXCL)}catch(e){log(e.message)}
 fs.renameSync(p('b.txt'),p('c.txt')); log(fs.existsSync(p('b.txt')),fs.existsSync(p('c.txt')), fs.existsSync(p('c.txt/')));
 fs.linkSync(p('c.txt'),p('hard')); log(fs.statSync(p('hard')).nlink); fs.truncateSync(p('hard'),3); log(fs.readFileSync(p('c.txt'),'utf8'));
 fs.cpSync(p('x'),p('xx'),{recursive:true}); log(fs.readdirSync(p('xx'),{recursive:true}));
 try{fs.cpSync(p('x'),p('x3'))}catch(e){log(e.code)} try{fs.rmdirSync(p('x'))}catch(e){log(e.message)} try{fs.readdirSync(p('a.txt'))}catch(e){log(e.message)} try{fs.openSync(d,'w')}catch(e){log(e.message)} try{fs.openSync(p('a.txt'),'wx')}catch(e){log(e.message)} try{fs.rmdirSync(p('a.txt'))}catch(e){log(e.message)} try{fs.mkdirSync(p('nope/x'))}catch(e){log(e.message)} try{fs.renameSync(p('a.txt'),p('x'))}catch(e){log(e.message)} try{fs.renameSync(p('x'),p('xx'))}catch(e){log(e.message)} try{fs.writeFileSync(p('a.txt/q'),'')}catch(e){log(e.message)} try{fs.readlinkSync(p('a.txt'))}catch(e){log(e.message)} try{fs.readFileSync(p('a.txt')+'/')}catch(e){log(e.message)}
 fs.rmSync(p('xx'),{recursive:true}); fs.rmSync(p('nothing'),{force:true}); log(fs.readdirSync(d));
 await new Promise(r=>{ const ev=[]; const s=fs.createReadStream(p('a.txt'),{start:1,end:4,highWaterMark:2}); s.on('open',(fd)=>ev.push('open'+typeof fd)).on('ready',()=>ev.push('ready')).on('data',c=>ev.push(c.toString('hex'))).on('end',()=>ev.push('end')).on('close',()=>{ev.push('close');log(ev.join(),s.bytesRead,s.fd,s.pending,s.path);r()}) });
 await new Promise(r=>{ const s=fs.createReadStream(p('none')); s.on('error',e=>log('E',e.message)).on('close',r)});
 await new Promise(r=>{ const ev=[]; const s=fs.createWriteStream(p('w')); for (const n of ['open','ready','finish','close','pipe']) s.on(n,()=>ev.push(n)); s.write('abc'); s.write(Buffer.from('def')); s.end('ghi',()=>{}); s.on('close',()=>{log(ev.join(),s.bytesWritten,fs.readFileSync(p('w'),'utf8'));r()}) });
 await new Promise(r=>{ fs.createReadStream(p('w')).pipe(fs.createWriteStream(p('w2'))).on('finish',()=>{log('piped',fs.readFileSync(p('w2'),'utf8'));r()})});
 await new Promise(r=>{ const s=fs.createWriteStream(p('w'),{flags:'r+',start:3}); s.end('ZZ'); s.on('close',()=>{log(fs.readFileSync(p('w'),'utf8'));r()})});
 let out=''; for await (const c of fs.createReadStream(p('w'),'utf8')) out+=c; log(out);
 const h=await fsp.open(p('h'),'w+'); log(typeof h.fd,(await h.write('hey')).bytesWritten,(await h.stat()).size); const rr=await h.read(Buffer.alloc(10),0,10,0); log(rr.bytesRead); await h.appendFile('more'); log(await fsp.readFile(p('h'),'utf8')); await h.truncate(2); await h.close(); log(h.fd);
 try{await h.stat()}catch(e){log(e.code,e.message)}
 await fsp.mkdir(p('pp/q'),{recursive:true}); await fsp.writeFile(p('pp/q/r'),'z'); log(await fsp.readdir(p('pp'),{recursive:true})); await fsp.rm(p('pp'),{recursive:true,force:true}); try{await fsp.access(p('pp'))}catch(e){log(e.message)}
 const dir=await fsp.opendir(d); const names=[]; for await(const e of dir) names.push(e.name); log(names.sort().join());
 const later = (f) => new Promise((r) => f((...v) => { log(...v.map((x) => (x && x.code) || (x && x.size) || x)); r(); }));
 await later((r) => fs.stat(p('a.txt'), r)); await later((r) => fs.readFile(p('a.txt'), 'utf8', r)); await later((r) => fs.exists(p('a.txt'), r)); await later((r) => fs.mkdir(p('cb'), r)); await later((r) => fs.rmdir(p('cb'), r)); await later((r) => fs.access(p('zz'), r)); await later((r) => fs.readdir(p('x'), r));
 log(await require('util').promisify(fs.exists)(p('a.txt')), (await require('util').promisify(fs.read)(fs.openSync(p('a.txt'),'r'),Buffer.alloc(2),0,2,0)));
 const w=fs.watch(d,(t,f)=>{ w.close(); log('watch',t,f); fs.watchFile(p('a.txt'),{interval:50},(c,pr)=>{log('wf',c.size,pr.size);fs.unwatchFile(p('a.txt'));fs.rmSync(d,{recursive:true});log(fs.existsSync(d))}); setTimeout(()=>fs.appendFileSync(p('a.txt'),'++'),120)}); w.on('close',()=>log('wclose')); setTimeout(()=>fs.writeFileSync(p('new'),'1'),50);
})().catch(e=>{out('FAIL', e)});
