package org.emcc.examples;

import org.emcc.core.session.Ending;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.VisitingEvent;
import org.emcc.core.user.Pin;
import org.emcc.testkit.lab.EmccLab;
import org.emcc.testkit.phone.VirtualPhone;

final class ReplayExample {
    private ReplayExample() {}

    static String run() {
        // tag::readme[]
        try (EmccLab lab = EmccLab.start()) {
            VirtualPhone phone = lab.phone("SEP0011AABBCCD1");
            phone.start().join();
            phone.logIn("alice", Pin.of("7193551802"));

            var recorded = lab.recording().visiting(phone.name()).orElseThrow(); // what London's rules were asked
            String asked = recorded.at(1).toString(); // home accepted: awaiting home -> recorded; publish redirect

            var full = new VisitingEvent.HomeEnded(new Ending.Refused(ErrorCode.of(33))); // no base device is free
            var instead = recorded.replayWith(1, full);
            String whatIf = instead.trace().asText(); // or asMermaid(), asHtml(...): the deviating step is marked
            // end::readme[]
            return asked + "\n" + instead.state() + "\n" + whatIf;
        }
    }
}
