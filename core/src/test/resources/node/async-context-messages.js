// Behind heads/async-context.js: messages, errors and warnings.

job('MessageChannel', (done) => {
  const { port1, port2 } = new MessageChannel();
  als.run('listener', () =>
    port2.on('message', () => {
      see('port message');
      port1.close();
    }),
  );
  als.run('closer', () =>
    port2.on('close', () => {
      see('port close');
      done();
    }),
  );
  als.run('sender', () => port1.postMessage(1));
});
job('BroadcastChannel', (done) => {
  const a = new BroadcastChannel('q'),
    b = new BroadcastChannel('q');
  als.run('listener', () => {
    b.onmessage = () => {
      see('broadcast message');
      a.close();
      b.close();
      done();
    };
  });
  als.run('sender', () => a.postMessage(1));
});
job('unhandledRejection', (done) => {
  als.run('listener', () =>
    process.once('unhandledRejection', () => {
      see('unhandledRejection');
      done();
    }),
  );
  als.run('rejector', () => {
    Promise.reject(new Error('x'));
  });
});
job('uncaughtException', (done) => {
  als.run('listener', () =>
    process.once('uncaughtException', () => {
      see('uncaughtException');
      done();
    }),
  );
  als.run('thrower', () =>
    setTimeout(() => {
      throw new Error('x');
    }, 1),
  );
});
job('uncaughtException fs', (done) => {
  als.run('listener', () =>
    process.once('uncaughtException', () => {
      see('uncaughtException fs');
      done();
    }),
  );
  als.run('thrower', () =>
    fs.stat(file, () => {
      throw new Error('x');
    }),
  );
});
job('emitWarning', (done) => {
  process.once('warning', () => {
    see('warning');
    done();
  });
  als.run('warner', () => process.emitWarning('x'));
});
job('stdout', (done) => {
  process.stderr.write('', () => {
    see('stderr write cb');
    done();
  });
});
