package org.emcc.examples;

import java.util.stream.Collectors;
import org.emcc.core.session.ErrorCode;

final class VendorExample {
    private VendorExample() {}

    static String run() {
        StringBuilder out = new StringBuilder();
        // tag::readme[]
        for (ErrorCode code : ErrorCode.fromDisplay("Please try to login again (201)")) {
            out.append(code.number()).append(": ").append(code.cause());
            out.append(" Mend it at ")
                    .append(code.mendingSide())
                    .append(": ")
                    .append(code.remedy())
                    .append('\n');
        }
        // three causes: 201 (visiting), 39 (home) and 44 hide behind this display
        // end::readme[]
        return out.toString()
                .lines()
                .map(line -> line.substring(0, line.indexOf(':')))
                .collect(Collectors.joining(" "));
    }
}
