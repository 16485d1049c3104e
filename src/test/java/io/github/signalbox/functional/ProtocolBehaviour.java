package io.github.signalbox.functional;

/** Every row of the protocol page, for an application that has the settings of {@link Target}. */
interface ProtocolBehaviour
        extends EnvelopeBehaviour,
                FailureBehaviour,
                CancelBehaviour,
                ClosingBehaviour,
                EndlessBehaviour,
                FragmentsBehaviour,
                HostileBehaviour,
                PipelineBehaviour,
                ConnectionBehaviour,
                RoomsBehaviour,
                StreamsBehaviour,
                ContextBehaviour,
                StormBehaviour {}
