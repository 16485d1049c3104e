#!/usr/bin/env python3
"""stalled.py PORT: a client that is in the room of the bench server and does not read, until that server, its parent, is gone.

It first asks for more answers than the kernel takes for it, so that from then on every event for it has to wait in the server.
Whenever the server has cut it off, for that is what becomes of who does not read, it comes again.
"""
import os, select, socket, struct, sys, time

KEY = b"\x12\x34\x56\x78"
JOIN = b'{"Route":"join"}'
ECHO = b'{"Route":"echo","Params":{"message":"' + b"x" * 16_000 + b'"}}'
MOST = 2_000


def frame(text):
    length = bytes([0x80 | len(text)]) if len(text) < 126 else bytes([0x80 | 126]) + struct.pack("!H", len(text))
    return b"\x81" + length + KEY + bytes(byte ^ KEY[i % 4] for i, byte in enumerate(text))


def read(client, end):
    got = b""
    while not got.endswith(end):
        more = client.recv(1000)
        if not more:
            raise ConnectionError("The server has let nobody in")
        got += more


def stall(port):
    with socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect(("127.0.0.1", port))
        client.settimeout(10)
        client.sendall(
            b"GET /ws HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n" % port)
        read(client, b"\r\n\r\n")
        client.sendall(frame(JOIN))
        read(client, b"null")
        client.settimeout(2)
        request = frame(ECHO)
        for _ in range(MOST):
            try:
                client.sendall(request)
            except socket.timeout:
                break
        else:
            sys.exit("The server goes on reading from a client that does not read")
        print("One that does not read is in the room", flush=True)
        gone = select.poll()
        gone.register(client, select.POLLERR | select.POLLHUP)
        while not gone.poll(500) and os.getppid() == server:
            pass
        print("It has been cut off", flush=True)


server = os.getppid()
while os.getppid() == server:
    try:
        stall(int(sys.argv[1]))
    except OSError:
        time.sleep(0.2)
