package io.github.signalbox.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RoomsTest {

    private final Set<String> gone = new HashSet<>();
    private final Rooms<String> rooms = new Rooms<>(member -> !gone.contains(member));

    @Test
    void knowsWhoIsInARoomAndWhatRoomsSomebodyIsIn() {
        rooms.join("tea", "Ada");
        rooms.join("tea", "Bob");
        rooms.join("chess", "Ada");

        assertThat(rooms.members("tea")).containsExactlyInAnyOrder("Ada", "Bob");
        assertThat(rooms.size("tea")).isEqualTo(2);
        assertThat(rooms.of("Ada")).containsExactlyInAnyOrder("tea", "chess");
        assertThat(rooms.of("Eve")).isEmpty();
    }

    @Test
    void letsOneLeaveWhoIsInAndIgnoresOneWhoIsNot() {
        rooms.join("tea", "Ada");
        rooms.join("tea", "Bob");

        rooms.leave("tea", "Ada");
        rooms.leave("tea", "Ada");
        rooms.leave("chess", "Bob");

        assertThat(rooms.members("tea")).containsExactly("Bob");
        assertThat(rooms.of("Ada")).isEmpty();
        assertThat(rooms.of("Bob")).containsExactly("tea");
    }

    @Test
    void keepsNothingWhenEverybodyHasLeft() {
        rooms.join("tea", "Ada");
        rooms.join("tea", "Ada");

        rooms.leave("tea", "Ada");

        assertThat(rooms.isEmpty()).isTrue();
    }

    @Test
    void letsOneGoFromAllRooms() {
        rooms.join("tea", "Ada");
        rooms.join("chess", "Ada");
        rooms.join("chess", "Bob");

        rooms.leaveAll("Ada");

        assertThat(rooms.of("Ada")).isEmpty();
        assertThat(rooms.members("tea")).isEmpty();
        assertThat(rooms.members("chess")).containsExactly("Bob");
    }

    @Test
    void takesNobodyInWhoIsGone() {
        rooms.join("tea", "Ada");
        gone.add("Ada");
        gone.add("Bob");

        rooms.join("chess", "Ada");
        rooms.join("tea", "Bob");
        assertThat(rooms.of("Ada")).containsExactly("tea");
        rooms.leaveAll("Ada");

        assertThat(rooms.isEmpty()).isTrue();
    }

    @Test
    @Timeout(30)
    void leavesNobodyBehindWhoseEndComesInTheMiddleOfAJoin() throws Exception {
        AtomicReference<Thread> end = new AtomicReference<>();
        AtomicReference<Rooms<String>> open = new AtomicReference<>();
        open.set(new Rooms<>(member -> {
            Thread thread = new Thread(() -> open.get().leaveAll(member));
            end.set(thread);
            thread.start();
            // It cannot be over before the join is, only wait for it.
            while (thread.isAlive() && thread.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
            return true;
        }));

        open.get().join("tea", "Ada");
        end.get().join();

        assertThat(open.get().isEmpty()).isTrue();
    }

    @Test
    void givesACopyOfTheNames() {
        rooms.join("tea", "Ada");
        Set<String> before = rooms.of("Ada");

        rooms.join("chess", "Ada");

        assertThat(before).containsExactly("tea");
        assertThatThrownBy(() -> before.add("x")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void refusesANameThatIsEmpty() {
        assertThat(Rooms.checked(" ")).isEqualTo(" ");
        assertThatThrownBy(() -> Rooms.checked(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "A room's name must not be '': give it at least one character; everyone is Connections.all().");
    }

    @Test
    @SuppressWarnings("NullAway") // an application need not be compiled with it
    void refusesANameThatIsNull() {
        assertThatThrownBy(() -> Rooms.checked(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("A room's name must not be null.");
    }
}
