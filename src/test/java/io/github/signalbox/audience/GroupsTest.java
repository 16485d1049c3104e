package io.github.signalbox.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GroupsTest {

    private final Groups<String> groups = new Groups<>();

    @Test
    void keepsGroupsApart() {
        groups.add("red", "Ada");
        groups.add("red", "Bob");
        groups.add("blue", "Bob");

        assertThat(groups.members("red")).containsExactlyInAnyOrder("Ada", "Bob");
        assertThat(groups.members("blue")).containsExactly("Bob");
        assertThat(groups.members("green")).isEmpty();
        assertThat(groups.size("red")).isEqualTo(2);
        assertThat(groups.size("green")).isZero();
    }

    @Test
    void hasAMemberOnce() {
        groups.add("red", "Ada");
        groups.add("red", "Ada");
        assertThat(groups.members("red")).containsExactly("Ada");

        groups.remove("red", "Ada");
        assertThat(groups.members("red")).isEmpty();
    }

    @Test
    void keepsNothingOfAGroupThatEverybodyHasLeft() {
        groups.add("red", "Ada");
        groups.add("red", "Bob");

        groups.remove("red", "Ada");
        groups.remove("red", "Eve");
        assertThat(groups.isEmpty()).isFalse();
        groups.remove("red", "Bob");
        groups.remove("red", "Bob");

        assertThat(groups.isEmpty()).isTrue();
    }

    @Test
    void keepsNothingOfAGroupThatWasOnlyAskedFor() {
        assertThat(groups.members("red")).isEmpty();
        groups.remove("red", "Ada");

        assertThat(groups.isEmpty()).isTrue();
    }

    @Test
    void givesTheMembersOfOneMoment() {
        groups.add("red", "Ada");
        List<String> before = groups.members("red");

        groups.add("red", "Bob");
        groups.remove("red", "Ada");

        assertThat(before).containsExactly("Ada");
        assertThat(groups.members("red")).containsExactly("Bob");
    }

    @Test
    void copiesTheMembersOnlyAfterAChange() {
        groups.add("red", "Ada");
        List<String> first = groups.members("red");

        groups.add("red", "Ada");
        groups.remove("red", "Eve");

        assertThat(groups.members("red")).isSameAs(first);
    }
}
