'use strict';

require('./crud');
require('./cursors');
require('./values');
require('./admin');
require('./gridfs');
require('./concurrent');
