throw new Error('not for servers');
