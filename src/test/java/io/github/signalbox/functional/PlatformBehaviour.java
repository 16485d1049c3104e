package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Jakarta EE server has for handlers besides: naming, transactions, validation, CDI as it is there. */
interface PlatformBehaviour extends Target {

    /**
     * Adds the beans that are asked for, and what they look up.
     *
     * @param more for {@code web.xml}
     */
    static WebArchive with(WebArchive war, String more) {
        String webXml = """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <env-entry>
                    <env-entry-name>greeting</env-entry-name>
                    <env-entry-type>java.lang.String</env-entry-type>
                    <env-entry-value>Hello</env-entry-value>
                  </env-entry>
                  %s
                </web-app>
                """.formatted(more);
        return war.addClasses(
                        PlatformRoutes.class,
                        PlatformBeans.class,
                        EnterpriseRoutes.class,
                        EnterpriseBean.class,
                        RoomRoutes.class)
                .setWebXML(new StringAsset(webXml));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ee.contexts", "ee.contextsNow", "ee.contextsLater"})
    default void runsHandlersInTheContextsOfTheApplication(String route) throws Exception {
        try (TextClient client = connect()) {
            assertThat(client.ask(request(route, "null"))).isEqualTo("[\"Hello\",\"true\",\"true\"]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ee.tellRoom", "ee.ticks"})
    default void sendsWhatTasksAndTimersOfTheServerSend(String route) throws Exception {
        String room = Target.newKey();
        try (TextClient ada = connect();
                TextClient bob = connect();
                TextClient eve = connect()) {
            for (TextClient member : List.of(ada, bob)) {
                assertThat(member.ask(request("it.join", room))).isEqualTo("null");
            }
            assertThat(eve.ask(request(route, room))).isEqualTo("null");
            for (TextClient member : List.of(ada, bob)) {
                for (int n = 1; n <= RoomRoutes.Ticks.LAST; n++) {
                    assertThat(member.next()).isEqualTo(request(RoomRoutes.Ticks.EVENT, String.valueOf(n)));
                }
            }
            assertThat(eve.ask(request("it.echo", "\"no more\""))).isEqualTo("\"no more\"");
        }
    }

    @Test
    default void runsAHandlerInATransactionIfItAsksForOne() throws Exception {
        try (TextClient client = connect()) {
            assertThat(client.ask(request("ee.transaction", "null"))).isEqualTo("true");
            assertThat(client.ask(request("ee.noTransaction", "null"))).isEqualTo("true");
        }
    }

    /** Whoever asks first: an enterprise bean, an interceptor that would open a scope, or the application by hand. */
    @ParameterizedTest
    @ValueSource(strings = {"ee.scopes", "ee.scopesNow"})
    default void hasOneRequestScopeForAllThatAHandlerCalls(String route) throws Exception {
        try (TextClient client = connect()) {
            for (String first : List.of("enterprise", "activated", "byHand")) {
                String seen = client.ask(request(route, '"' + first + '"'));
                assertThat(seen).matches("\\[\"([0-9a-f-]{36})\",\"\\1\",\"\\1\"]");
                assertThat(client.ask(request(route, '"' + first + '"'))).isNotEqualTo(seen);
            }
        }
    }

    @Test
    default void callsTheBeansThatCdiHasEnabledAndThoseThatAProducerMakes() throws Exception {
        try (TextClient client = connect()) {
            assertThat(client.ask(request("it.specialized", "null"))).isEqualTo("\"special\"");
            assertThat(client.ask(request("it.produced", "null"))).isEqualTo("\"produced\"");
        }
    }

    @Test
    default void answers422WithTheFieldsThatBreakAConstraint() throws Exception {
        try (TextClient client = connect()) {
            assertThat(client.ask(request("ee.order", "{\"item\":\"tea\",\"count\":2}")))
                    .isEqualTo("\"2 tea\"");
            assertThat(client.ask(request("ee.order", "{\"item\":\" \",\"count\":0,\"next\":{\"item\":\"a\"}}")))
                    .isEqualTo("{\"code\":422,\"msg\":\"Params do not fit\",\"data\":["
                            + "{\"field\":\"count\",\"message\":\"must be greater than or equal to 1\"},"
                            + "{\"field\":\"item\",\"message\":\"must not be blank\"},"
                            + "{\"field\":\"next.count\",\"message\":\"must be greater than or equal to 1\"}]}");
        }
    }
}
