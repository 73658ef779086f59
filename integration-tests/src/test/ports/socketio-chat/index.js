const path = require('path');
const http = require('http');
const express = require('express');
const socketio = require('socket.io');
const { WebSocketServer } = require('ws');
const formatMessage = require('./utils/messages');
const { userJoin, getCurrentUser, userLeave, getRoomUsers } = require('./utils/users');

const app = express();
const server = http.createServer(app);
const io = socketio(server, { pingInterval: 60000, pingTimeout: 60000, cors: { origin: '*' } });
const botName = 'Chat Bot';

app.use(express.static(path.join(__dirname, 'public')));
app.get('/rooms/:room', (req, res) => res.json(getRoomUsers(req.params.room).map((u) => u.username)));

io.use((socket, next) => {
  if (socket.handshake.auth.token === 'bad') return next(new Error('not authorized'));
  next();
});
io.on('connection', (socket) => {
  socket.on('joinRoom', ({ username, room }, ack) => {
    const user = userJoin(socket.id, username, room);
    socket.join(user.room);
    socket.emit('message', formatMessage(botName, 'Welcome!'));
    socket.broadcast.to(user.room).emit('message', formatMessage(botName, `${user.username} has joined`));
    io.to(user.room).emit('roomUsers', { room: user.room, users: getRoomUsers(user.room).map((u) => u.username) });
    if (ack) ack({ ok: true });
  });
  socket.on('chatMessage', (msg) => {
    const user = getCurrentUser(socket.id);
    io.to(user ? user.room : socket.id).emit('message', formatMessage(user ? user.username : 'nobody', msg));
  });
  socket.on('binary', (data) => socket.emit('binary', Buffer.concat([data, Buffer.from('!')])));
  socket.on('disconnect', () => {
    const user = userLeave(socket.id);
    if (user) io.to(user.room).emit('message', formatMessage(botName, `${user.username} has left`));
  });
});
io.of('/admin').on('connection', (socket) => socket.emit('hello', socket.nsp.name));

const wss = new WebSocketServer({ noServer: true, perMessageDeflate: false });
wss.on('connection', (ws, request) => {
  ws.on('message', (data, isBinary) => {
    if (String(data) === 'close') return ws.close(4001, 'as you wish');
    wss.clients.forEach((client) => client.send(isBinary ? data : `${request.url}: ${data}`));
  });
});
server.on('upgrade', (request, socket, head) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  if (pathname === '/ws') {
    wss.handleUpgrade(request, socket, head, (ws) => wss.emit('connection', ws, request));
  } else if (pathname !== '/socket.io/') {
    socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  }
});

server.listen(process.env.PORT || 3000);
