package org.emcc.testkit.phone;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.sip.registration.CiscoAlarm;
import org.emcc.sip.registration.PhoneNode;
import org.emcc.sip.registration.PhoneTimes;
import org.emcc.sip.sccp.CallManagerMessage;
import org.emcc.sip.sccp.SccpOutcome;
import org.emcc.sip.sccp.SccpPhone;
import org.emcc.sip.sccp.SccpPhoneListener;
import org.emcc.sip.sccp.StationLine;
import org.emcc.tftp.config.CallManagerNode;
import org.emcc.tftp.config.PhoneConfiguration;
import org.emcc.tftp.config.SrstReference;
import org.jspecify.annotations.Nullable;

/** A phone that speaks SCCP; it is told its lines when it registers, and goes to its nodes as {@link SccpNodes} says (sip 4.10). */
final class SccpSide implements Signalling {
    private static final int MOST_LINES = 6;
    private static final Duration LEAVING = Duration.ofSeconds(2);
    private static final Duration REGISTERING = Duration.ofSeconds(40);

    private final DeviceName name;
    private final PhoneModel model;
    private final Function<ServiceAddress, ServiceAddress> ports;
    private final PhoneTimes times;
    private final PhoneResources resources;
    private final Events events;
    private volatile @Nullable SccpNodes nodes;
    private volatile @Nullable SccpPhone phone;

    SccpSide(
            DeviceName name,
            PhoneModel model,
            Function<ServiceAddress, ServiceAddress> ports,
            PhoneTimes times,
            PhoneResources resources,
            Events events) {
        this.name = name;
        this.model = model;
        this.ports = ports;
        this.times = times;
        this.resources = resources;
        this.events = events;
    }

    @Override
    public PhoneStatus.Registered register(PhoneConfiguration file, CiscoAlarm reason, boolean emccMode) {
        List<ServiceAddress> all = PhoneNode.list(
                        file.callManagers().stream().map(this::addressOf).toList(),
                        file.srst().map(SrstReference::addresses).orElse(List.of()))
                .stream()
                .map(PhoneNode::address)
                .toList();
        if (all.isEmpty()) {
            throw new IllegalStateException("the configuration names no call manager");
        }
        CompletableFuture<PhoneStatus.Registered> registered = new CompletableFuture<>();
        SccpNodes going = new SccpNodes(
                all,
                reason,
                times,
                resources.timers(),
                resources.clock(),
                resources.workers(),
                new Told(emccMode, registered));
        SccpPhone made = SccpPhone.builder(name)
                .model(model.number(), MOST_LINES)
                .timers(resources.timers(), resources.clock())
                .listener(new Ears(going))
                .start();
        nodes = going;
        phone = made;
        SccpOutcome outcome = Signalling.awaited(going.begin(made), REGISTERING)
                .orElseGet(() -> new SccpOutcome.NoAnswer("no answer within " + REGISTERING));
        if (!(outcome instanceof SccpOutcome.Registered)) {
            throw Signalling.refused(all.get(0), outcome.message());
        }
        // It was told before the outcome was: there is nothing to wait for.
        PhoneStatus.Registered now = registered.getNow(null);
        if (now == null) {
            throw Signalling.refused(all.get(0), "it gave the phone up at once");
        }
        return now;
    }

    private ServiceAddress addressOf(CallManagerNode node) {
        return ports.apply(
                node.sipPort() == CallManagerNode.DEFAULT_SIP_PORT
                        ? ServiceAddress.of(node.host())
                        : ServiceAddress.of(node.host(), node.sipPort()));
    }

    @Override
    public void leave(CiscoAlarm reason) {
        SccpPhone old = phone;
        try {
            if (old != null && old.isRegistered()) {
                Signalling.awaited(old.unregister(), LEAVING);
            }
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        SccpNodes old = nodes;
        nodes = null;
        phone = null;
        if (old != null) {
            old.close();
        }
    }

    /** Where the phone is. */
    private final class Told implements SccpNodes.Events {
        private final boolean emccMode;
        /** The first time. */
        private final CompletableFuture<PhoneStatus.Registered> registered;

        Told(boolean emccMode, CompletableFuture<PhoneStatus.Registered> registered) {
            this.emccMode = emccMode;
            this.registered = registered;
        }

        @Override
        public void registered(ServiceAddress node, SccpOutcome.Registered outcome) {
            PhoneStatus.Registered now = new PhoneStatus.Registered(
                    node,
                    outcome.lines().stream()
                            .findFirst()
                            .map(StationLine::number)
                            .orElse(""),
                    emccMode);
            try {
                events.registered(now, "SCCP");
            } finally {
                registered.complete(now);
            }
        }

        @Override
        public void lost(String why) {
            events.lost(why);
        }
    }

    /** A changed configuration is taken over by a restart, too. */
    private final class Ears implements SccpPhoneListener {
        private final SccpNodes going;

        Ears(SccpNodes going) {
            this.going = going;
        }

        @Override
        public void reset(CallManagerMessage.Reset reset) {
            events.toldTo(reset.type() == CallManagerMessage.Reset.RESET ? "reset" : "restart");
        }

        @Override
        public void registrationLost(SccpOutcome outcome) {
            going.lost(outcome);
        }
    }
}
