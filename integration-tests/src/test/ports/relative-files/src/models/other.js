throw new Error('not a model');
