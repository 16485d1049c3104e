package io.github.signalbox.audience;

import io.github.signalbox.bench.ShortBenchmark;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Joining, leaving and finding the members of a room. */
public class RoomsBenchmark extends ShortBenchmark {

    private static final String ROOM = "room";

    @Param({"10", "1000", "10000"})
    private int size;

    private final Rooms<Integer> rooms = new Rooms<>(member -> true);

    /** Fills the room. */
    @Setup
    public void fill() {
        for (int member = 1; member < size; member++) {
            rooms.join(ROOM, member);
        }
    }

    /** One comes and goes. */
    @Benchmark
    public int joinAndLeave() {
        rooms.join(ROOM, 0);
        rooms.leave(ROOM, 0);
        return rooms.size(ROOM);
    }

    /** Who sends where nobody has come or gone. */
    @Benchmark
    public List<Integer> members() {
        return rooms.members(ROOM);
    }

    /** Who sends after somebody has come and gone. */
    @Benchmark
    public List<Integer> membersAfterAChange() {
        rooms.join(ROOM, 0);
        rooms.leave(ROOM, 0);
        return rooms.members(ROOM);
    }
}
