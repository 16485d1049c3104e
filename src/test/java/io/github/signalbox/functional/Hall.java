package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;

/**
 * Many clients in a room, all read by one thread. Each must get the events {@code beat} from 0 on, none twice and none left out; the
 * number is the first thing in their params. For one thread that waits.
 */
final class Hall implements AutoCloseable {

    private static final byte[] BEAT = "{\"Route\":\"beat\",\"Params\":[".getBytes(StandardCharsets.US_ASCII);

    private final List<Seat> seats = new ArrayList<>();
    private final Selector selector = Selector.open();
    private final FutureTask<Void> reading = new FutureTask<>(this::readAll);
    private final Object monitor = new Object();

    /** How many have got the event of that number; those of all before it were all of them. */
    private int arrived;

    /** So many events have reached everybody. Guarded by the monitor. */
    private int complete;

    /** What comes of reading; guarded by the monitor. */
    private boolean isOver;

    private Hall() throws IOException {}

    /** So many clients that have joined the room. */
    static Hall of(URI uri, int count, String room, int largest) throws IOException {
        Hall hall = new Hall();
        for (int i = 0; i < count; i++) {
            hall.seats.add(hall.new Seat(uri, room, largest));
        }
        for (Seat seat : hall.seats) {
            seat.channel.configureBlocking(false);
            seat.channel.register(hall.selector, SelectionKey.OP_READ, seat);
        }
        new Thread(hall.reading, "hall").start();
        return hall;
    }

    /** Waits until each of them has had so many events, in order. */
    void await(int events) throws Exception {
        long deadline = System.nanoTime() + Await.PATIENCE.toNanos();
        synchronized (monitor) {
            while (complete < events && !isOver) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError("All have had " + complete + " events, not " + events);
                }
                monitor.wait(left);
            }
        }
        if (reading.isDone()) {
            reading.get();
        }
    }

    private Void readAll() throws IOException {
        try {
            while (selector.isOpen()) {
                selector.select();
                if (!selector.isOpen()) {
                    return null;
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    ((Seat) key.attachment()).read();
                }
                selector.selectedKeys().clear();
            }
            return null;
        } finally {
            synchronized (monitor) {
                isOver = true;
                monitor.notifyAll();
            }
        }
    }

    /** Somebody has got the event that is the next for the slowest. */
    private void count() {
        arrived++;
        while (arrived == seats.size()) {
            int next = complete + 1;
            arrived = (int) seats.stream().filter(seat -> seat.events > next).count();
            synchronized (monitor) {
                complete = next;
                monitor.notifyAll();
            }
        }
    }

    /** Ends the reading, too, whatever it is at. */
    @Override
    public void close() throws IOException {
        selector.close();
        for (Seat seat : seats) {
            seat.channel.close();
        }
    }

    /** One client. */
    private final class Seat {

        private final SocketChannel channel;
        private final ByteBuffer in;

        /** How many it has had. */
        private int events;

        Seat(URI uri, String room, int largest) throws IOException {
            in = ByteBuffer.allocate(largest);
            channel = SocketChannel.open(new InetSocketAddress(uri.getHost(), uri.getPort()));
            channel.write(StandardCharsets.US_ASCII.encode("GET " + uri.getPath() + " HTTP/1.1\r\nHost: "
                    + uri.getAuthority() + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
            readUntil("\r\n\r\n");
            channel.write(ByteBuffer.wrap(RawClient.textFrame(request("it.join", room))));
            readUntil("null");
        }

        private void readUntil(String end) throws IOException {
            while (!StandardCharsets.ISO_8859_1
                    .decode(in.duplicate().flip())
                    .toString()
                    .endsWith(end)) {
                if (channel.read(in) < 0) {
                    throw new AssertionError("Not let in");
                }
            }
            in.clear();
        }

        void read() throws IOException {
            int length = channel.read(in);
            while (length > 0) {
                in.flip();
                while (isWhole()) {
                    take();
                }
                in.compact();
                length = channel.read(in);
            }
            if (length < 0) {
                throw new AssertionError("One that reads is cut off after " + events + " events");
            }
        }

        private boolean isWhole() {
            return in.remaining() >= 4 && in.remaining() >= end();
        }

        /** Where the first frame ends, from where it begins. */
        private int end() {
            int length = in.get(in.position() + 1);
            return length == 126 ? 4 + (in.getShort(in.position() + 2) & 0xffff) : 2 + length;
        }

        private void take() {
            int begin = in.position();
            int end = begin + end();
            int first = in.get(begin) & 0xff;
            if (first == (RawClient.FIN | RawClient.PING)) {
                in.position(end);
                return;
            }
            in.position(begin + (in.get(begin + 1) == 126 ? 4 : 2));
            boolean isBeat = first == (RawClient.FIN | RawClient.TEXT);
            for (int i = 0; i < BEAT.length && isBeat; i++) {
                isBeat = in.get() == BEAT[i];
            }
            int number = 0;
            for (byte digit = in.get(); digit >= '0' && digit <= '9'; digit = in.get()) {
                number = number * 10 + digit - '0';
            }
            if (!isBeat || number != events) {
                throw new AssertionError(
                        "Not event " + events + " but " + number + " in a frame that begins with " + first);
            }
            in.position(end);
            events++;
            if (events == complete + 1) {
                count();
            }
        }
    }
}
