package org.emcc.sip.trunk;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.emcc.core.configuration.Setting;
import org.emcc.core.configuration.TrunkServiceType;

/** What must hold between the fields of one trunk (sip 1.1, 1.2, 1.5). Nothing is held against what nobody knows. */
final class TrunkChecks {
    private static final Pattern PAGE_NAME = Pattern.compile("[A-Za-z0-9_-]{1,50}");
    private static final int PAGE_DESCRIPTION = 114;
    private static final int ALL_DIGITS = 99;
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    private final String me;
    private final FormValues values;
    private final Setting<List<Destination>> destinations;
    private final Findings findings = new Findings();

    private TrunkChecks(String me, FormValues values, Setting<List<Destination>> destinations) {
        this.me = me;
        this.values = values;
        this.destinations = destinations;
    }

    static List<TrunkFinding> findings(String me, FormValues values, Setting<List<Destination>> destinations) {
        TrunkChecks checks = new TrunkChecks(me, values, destinations);
        checks.findings.form(me, values);
        checks.page();
        checks.digits();
        checks.presentation();
        checks.rows();
        Optional<TrunkServiceType> type = values.certain(TrunkFields.SIP_TRUNK_TYPE);
        type.ifPresent(known -> {
            checks.serviceType(known);
            checks.peers(known);
        });
        checks.tunnel(type.filter(known -> known != TrunkServiceType.EXTENSION_MOBILITY_CROSS_CLUSTER)
                .isPresent());
        return checks.findings.list();
    }

    private void add(TrunkRule rule, FormField<?> field, String message) {
        findings.add(rule, Findings.at(me, field), message);
    }

    private void page() {
        values.get(TrunkFields.NAME)
                .value()
                .filter(name -> !PAGE_NAME.matcher(name).matches())
                .ifPresent(name -> add(
                        TrunkRule.PAGE_LIMIT_EXCEEDED,
                        TrunkFields.NAME,
                        "the page takes names of 1 to 50 letters, digits, hyphens and underscores, which that of " + me
                                + " is not"));
        values.get(TrunkFields.DESCRIPTION)
                .value()
                .filter(text -> text.length() > PAGE_DESCRIPTION)
                .ifPresent(text -> add(
                        TrunkRule.PAGE_LIMIT_EXCEEDED,
                        TrunkFields.DESCRIPTION,
                        "the page takes descriptions of at most 114 characters, but that of " + me + " has "
                                + text.length()));
    }

    private void digits() {
        values.certain(TrunkFields.SIG_DIGITS)
                .ifPresent(digits -> values.get(TrunkFields.SIG_DIGITS_ENABLE)
                        .value()
                        .filter(enabled -> enabled == (digits == ALL_DIGITS))
                        .ifPresent(enabled -> add(
                                TrunkRule.SIGNIFICANT_DIGITS_SWITCH,
                                TrunkFields.SIG_DIGITS_ENABLE,
                                "the attribute enable of sigDigits of " + me + " must be " + (digits != ALL_DIGITS)
                                        + " for " + digits + ", but is " + enabled)));
    }

    private void presentation() {
        if (values.is(TrunkFields.EXTERNAL_ANONYMOUS, true)
                && (values.differs(TrunkFields.EXTERNAL_PRESENTATION_NUMBER)
                        || values.differs(TrunkFields.EXTERNAL_PRESENTATION_NAME))) {
            add(
                    TrunkRule.ANONYMOUS_WITH_PRESENTATION,
                    TrunkFields.EXTERNAL_ANONYMOUS,
                    "externalPresentationInfo of " + me
                            + " must be anonymous or have a number and a name, but is both");
        }
    }

    private void rows() {
        List<Destination> rows = destinations.value().orElse(List.of());
        if (rows.size() > Trunk.MOST_DESTINATIONS) {
            findings.add(
                    TrunkRule.TOO_MANY_DESTINATIONS,
                    me + ", destinations",
                    "the destinations of " + me + " must be at most " + Trunk.MOST_DESTINATIONS + ", but are "
                            + rows.size());
        }
        boolean anAddress = false;
        for (int i = 0; i < rows.size(); i++) {
            FormValues row = rows.get(i).values();
            String at = "destination " + (i + 1) + " of " + me;
            findings.form(at, row);
            if (row.get(DestinationFields.ADDRESS_IPV4) instanceof Setting.Absent
                    && row.get(DestinationFields.ADDRESS_IPV6) instanceof Setting.Absent) {
                findings.add(
                        TrunkRule.DESTINATION_WITHOUT_ADDRESS,
                        Findings.at(at, DestinationFields.ADDRESS_IPV4),
                        at + " must have an IPv4 or an IPv6 address, but has neither");
            }
            anAddress |= row.differs(DestinationFields.ADDRESS_IPV6)
                    || row.get(DestinationFields.ADDRESS_IPV4)
                            .value()
                            .filter(text -> IPV4.matcher(text).matches())
                            .isPresent();
        }
        if (anAddress && values.is(TrunkFields.DEST_ADDR_IS_SRV, true)) {
            add(
                    TrunkRule.SRV_FORCED_OFF,
                    TrunkFields.DEST_ADDR_IS_SRV,
                    "destAddrIsSrv of " + me + " must be false when a destination is an address, but is true");
        }
    }

    private void serviceType(TrunkServiceType type) {
        boolean emcc = type == TrunkServiceType.EXTENSION_MOBILITY_CROSS_CLUSTER;
        for (FormField<?> field : values.fields()) {
            if (!values.differs(field)) {
                continue;
            }
            String is = field.name() + " of " + me;
            if (emcc && field.emccUse() == EmccUse.LOCKED) {
                add(
                        TrunkRule.LOCKED_FIELD_SET,
                        field,
                        is + " must be blank or unchecked on a trunk of service type EMCC, but is "
                                + Findings.quoted(values.text(field)));
            } else if (emcc && field.emccUse() == EmccUse.MEANINGLESS) {
                add(
                        TrunkRule.MEANINGLESS_FIELD_SET,
                        field,
                        is + " has no effect on a trunk of service type EMCC, but is "
                                + Findings.quoted(values.text(field)));
            } else if (!field.serviceTypes().contains(type)) {
                add(
                        TrunkRule.FIELD_OF_OTHER_SERVICE_TYPE,
                        field,
                        is + " is not on the form of service type " + type.label() + ", but is "
                                + Findings.quoted(values.text(field)));
            }
        }
        if (emcc && values.is(TrunkFields.SEND_GEO_LOCATION, false)) {
            add(
                    TrunkRule.GEOLOCATION_NOT_SENT,
                    TrunkFields.SEND_GEO_LOCATION,
                    "sendGeoLocation of " + me + " should be checked on a trunk of service type EMCC, but is not");
        }
        if (!emcc && values.differs(TrunkFields.MTP_CODEC) && values.is(TrunkFields.MTP_REQUIRED, false)) {
            add(
                    TrunkRule.CODEC_WITHOUT_MTP,
                    TrunkFields.MTP_CODEC,
                    "tkSipCodec of " + me + " applies only when mtpRequired is true, which it is not");
        }
    }

    private void peers(TrunkServiceType type) {
        destinations.value().ifPresent(rows -> {
            if (type == TrunkServiceType.EXTENSION_MOBILITY_CROSS_CLUSTER && !rows.isEmpty()) {
                findings.add(
                        TrunkRule.LOCKED_FIELD_SET,
                        me + ", destinations",
                        "the destinations of " + me + " must be none on a trunk of service type EMCC, but are "
                                + rows.size());
            } else if (type == TrunkServiceType.CALL_CONTROL_DISCOVERY && !rows.isEmpty()) {
                findings.add(
                        TrunkRule.DESTINATIONS_ARE_LEARNED,
                        me + ", destinations",
                        "the destinations of " + me + " are learned on a trunk of service type " + type.label()
                                + ", but " + rows.size() + " are typed");
            } else if (type == TrunkServiceType.NONE && rows.isEmpty()) {
                findings.add(
                        TrunkRule.NO_DESTINATION,
                        me + ", destinations",
                        "the destinations of " + me + " should be at least one on a trunk of service type "
                                + type.label() + ", but are none");
            }
        });
    }

    private void tunnel(boolean otherThanEmcc) {
        boolean qsig = values.is(TrunkFields.TUNNELED_PROTOCOL, "QSIG");
        if (qsig && values.is(TrunkFields.SEND_GEO_LOCATION, true)) {
            add(
                    TrunkRule.QSIG_STOPS_GEOLOCATION,
                    TrunkFields.SEND_GEO_LOCATION,
                    "sendGeoLocation of " + me + " is switched off by tunneledProtocol QSIG");
        }
        if (qsig && values.is(TrunkFields.SIP_TRUNK_TYPE, TrunkServiceType.EXTENSION_MOBILITY_CROSS_CLUSTER)) {
            add(
                    TrunkRule.TUNNEL_ON_EMCC_TRUNK,
                    TrunkFields.TUNNELED_PROTOCOL,
                    "tunneledProtocol of " + me + " should be None on a trunk of service type EMCC, but is QSIG");
        }
        if (otherThanEmcc
                && values.is(TrunkFields.PATH_REPLACEMENT_SUPPORT, true)
                && values.is(TrunkFields.TUNNELED_PROTOCOL, "None")) {
            add(
                    TrunkRule.QSIG_ONLY_FIELD_SET,
                    TrunkFields.PATH_REPLACEMENT_SUPPORT,
                    "pathReplacementSupport of " + me + " is for QSIG only, but tunneledProtocol is None");
        }
    }
}
