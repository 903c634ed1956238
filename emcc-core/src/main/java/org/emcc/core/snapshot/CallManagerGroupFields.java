package org.emcc.core.snapshot;

import java.util.List;

/**
 * The fields of a Cisco Unified CM group. A group of call managers.
 *
 * <p>Source: emcc-behaviour 2.9.
 *
 * @since 0.1.0
 */
public final class CallManagerGroupFields {
    /** Name. */
    public static final ObjectField<String> NAME =
            ObjectField.text("name", "Name", 50).byHand().make();

    /** Selected Cisco Unified Communications Managers. */
    public static final ObjectField<List<OrderedName>> MEMBERS = ObjectField.ordered(
                    "members", "Selected Cisco Unified Communications Managers", ObjectKind.NODE)
            .byHand()
            .make();

    static final List<ObjectField<?>> ALL = List.of(NAME, MEMBERS);

    private CallManagerGroupFields() {}
}
