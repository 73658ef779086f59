'use strict';

/**
 * System errors by number, as libuv numbers and words them on Linux. Bindings answer a negative number for a failure;
 * the functions here make of it the error Node would have thrown.
 */

const LINES = `
EPERM -1 operation not permitted
ENOENT -2 no such file or directory
ESRCH -3 no such process
EINTR -4 interrupted system call
EIO -5 i/o error
ENXIO -6 no such device or address
E2BIG -7 argument list too long
EBADF -9 bad file descriptor
EAGAIN -11 resource temporarily unavailable
ENOMEM -12 not enough memory
EACCES -13 permission denied
EFAULT -14 bad address in system call argument
EBUSY -16 resource busy or locked
EEXIST -17 file already exists
EXDEV -18 cross-device link not permitted
ENODEV -19 no such device
ENOTDIR -20 not a directory
EISDIR -21 illegal operation on a directory
EINVAL -22 invalid argument
ENFILE -23 file table overflow
EMFILE -24 too many open files
ENOTTY -25 inappropriate ioctl for device
ETXTBSY -26 text file is busy
EFBIG -27 file too large
ENOSPC -28 no space left on device
ESPIPE -29 invalid seek
EROFS -30 read-only file system
EMLINK -31 too many links
EPIPE -32 broken pipe
ERANGE -34 result too large
ENAMETOOLONG -36 name too long
ENOSYS -38 function not implemented
ENOTEMPTY -39 directory not empty
ELOOP -40 too many symbolic links encountered
EUNATCH -49 protocol driver not attached
ENODATA -61 no data available
ENONET -64 machine is not on the network
EPROTO -71 protocol error
EOVERFLOW -75 value too large for defined data type
EILSEQ -84 illegal byte sequence
ENOTSOCK -88 socket operation on non-socket
EDESTADDRREQ -89 destination address required
EMSGSIZE -90 message too long
EPROTOTYPE -91 protocol wrong type for socket
ENOPROTOOPT -92 protocol not available
EPROTONOSUPPORT -93 protocol not supported
ESOCKTNOSUPPORT -94 socket type not supported
ENOTSUP -95 operation not supported on socket
EAFNOSUPPORT -97 address family not supported
EADDRINUSE -98 address already in use
EADDRNOTAVAIL -99 address not available
ENETDOWN -100 network is down
ENETUNREACH -101 network is unreachable
ECONNABORTED -103 software caused connection abort
ECONNRESET -104 connection reset by peer
ENOBUFS -105 no buffer space available
EISCONN -106 socket is already connected
ENOTCONN -107 socket is not connected
ESHUTDOWN -108 cannot send after transport endpoint shutdown
ETIMEDOUT -110 connection timed out
ECONNREFUSED -111 connection refused
EHOSTDOWN -112 host is down
EHOSTUNREACH -113 host is unreachable
EALREADY -114 connection already in progress
EREMOTEIO -121 remote I/O error
ECANCELED -125 operation canceled
EAI_ADDRFAMILY -3000 address family not supported
EAI_AGAIN -3001 temporary failure
EAI_BADFLAGS -3002 bad ai_flags value
EAI_CANCELED -3003 request canceled
EAI_FAIL -3004 permanent failure
EAI_FAMILY -3005 ai_family not supported
EAI_MEMORY -3006 out of memory
EAI_NODATA -3007 no address
EAI_NONAME -3008 unknown node or service
EAI_OVERFLOW -3009 argument buffer overflow
EAI_SERVICE -3010 service not available for socket type
EAI_SOCKTYPE -3011 socket type not supported
EAI_BADHINTS -3013 invalid value for hints
EAI_PROTOCOL -3014 resolved protocol is unknown
EFTYPE -4028 inappropriate file type or format
ECHARSET -4080 invalid Unicode character
UNKNOWN -4094 unknown error
EOF -4095 end of file
`;

let tables;

/** Both directions of the table, made at the first error. */
function read() {
  const byNumber = new Map();
  const byCode = { __proto__: null };
  for (const line of LINES.trim().split('\n')) {
    const [, code, number, text] = /^(\S+) (-\d+) (.*)$/.exec(line);
    byNumber.set(+number, [code, text]);
    byCode[code] = +number;
  }
  return { byNumber, byCode };
}

/** Code and text of a number, or undefined. */
function lookUp(number) {
  tables ??= read();
  return tables.byNumber.get(number);
}

/** The code for a number, such as ENOENT for -2. */
function errname(number) {
  return lookUp(number)?.[0] ?? `Unknown system error ${number}`;
}

/** An error `CODE: text, syscall 'path' -> 'dest'`; `info` has syscall and, if any, path and dest. */
function uvException(number, info) {
  const [code, text] = lookUp(number) ?? ['UNKNOWN', 'unknown error'];
  let message = `${code}: ${info.message ?? text}, ${info.syscall}`;
  if (info.path !== undefined) message += ` '${info.path}'`;
  if (info.dest !== undefined) message += ` -> '${info.dest}'`;
  const error = new Error(message);
  error.errno = number;
  error.code = code;
  error.syscall = info.syscall;
  if (info.path !== undefined) error.path = info.path;
  if (info.dest !== undefined) error.dest = info.dest;
  return error;
}

/** An error `syscall CODE detail`, as of a stream or child process. */
function errnoException(number, syscall, detail) {
  const code = errname(number);
  const error = new Error(detail ? `${syscall} ${code} ${detail}` : `${syscall} ${code}`);
  error.errno = number;
  error.code = code;
  error.syscall = syscall;
  return error;
}

/** An error `connect ECONNREFUSED 127.0.0.1:80`. */
function exceptionWithHostPort(number, syscall, address, port, detail) {
  const code = errname(number);
  let where = '';
  if (port > 0) where = ` ${address}:${port}`;
  else if (address) where = ` ${address}`;
  const error = new Error(`${syscall} ${code}${where}${detail ? ` - Local (${detail})` : ''}`);
  error.errno = number;
  error.code = code;
  error.syscall = syscall;
  error.address = address;
  if (port) error.port = port;
  return error;
}

/** An error of `listen`: `listen EADDRINUSE: address already in use 127.0.0.1:80`. */
function uvExceptionWithHostPort(number, syscall, address, port) {
  const [code, text] = lookUp(number) ?? ['UNKNOWN', 'unknown error'];
  let where = '';
  if (port > 0) where = ` ${address}:${port}`;
  else if (address) where = ` ${address}`;
  const error = new Error(`${syscall} ${code}: ${text}${where}`);
  error.code = code;
  error.errno = number;
  error.syscall = syscall;
  error.address = address;
  if (port) error.port = port;
  return error;
}

module.exports = {
  get byNumber() {
    return (tables ??= read()).byNumber;
  },
  get byCode() {
    return (tables ??= read()).byCode;
  },
  errname, uvException, errnoException, exceptionWithHostPort, uvExceptionWithHostPort,
};
