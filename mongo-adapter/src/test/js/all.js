'use strict';

require('./crud');
require('./cursors');
require('./values');
require('./admin');
require('./concurrent');
