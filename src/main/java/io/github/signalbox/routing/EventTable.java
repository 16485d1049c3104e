package io.github.signalbox.routing;

import io.github.signalbox.ConfigurationException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The events that the beans of one application say they send. Filled while it is deployed, and only read afterwards. */
public final class EventTable {

    private final Map<String, EventDefinition> events = new TreeMap<>();

    /** A table without events. */
    public EventTable() {}

    /**
     * Adds an event. That several beans send the same one is fine.
     *
     * @param event what a bean says
     * @throws ConfigurationException SBX0110 if another bean says that something else is sent with it
     */
    public void add(EventDefinition event) {
        EventDefinition known = events.putIfAbsent(event.name(), event);
        if (known != null && !known.paramsType().equals(event.paramsType())) {
            throw new ConfigurationException(
                    "SBX0110",
                    "The event '" + event.name() + "' is sent with "
                            + known.paramsType().getTypeName() + " by "
                            + known.owner() + " and with " + event.paramsType().getTypeName() + " by " + event.owner()
                            + ": let both @Sends name one type, or give one of the events another name.");
        }
    }

    /**
     * All of them.
     *
     * @return in the order of their names
     */
    public Collection<EventDefinition> all() {
        return events.values();
    }
}
