package org.emcc.sip.location;

/**
 * The fields of a civic address that came after RFC 4119. The product has none of them. The constant is the name of the element.
 *
 * <p>Source: sip 3.1; RFC 5139 and 6848.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum LaterCivicField {
    /** Building. */
    BLD(25),
    /** Apartment or suite. */
    UNIT(26),
    /** Room. */
    ROOM(28),
    /** Type of place. */
    PLC(29),
    /** Postal community name. */
    PCN(30),
    /** Post box. */
    POBOX(31),
    /** Additional code. */
    ADDCODE(32),
    /** Desk or seat. */
    SEAT(33),
    /** Name of the primary road. The product has streets in {@code A6}. */
    RD(34),
    /** Section of the road. */
    RDSEC(35),
    /** Branch of the road. */
    RDBR(36),
    /** Sub-branch of the road. */
    RDSUBBR(37),
    /** What stands before the road's name. */
    PRM(38),
    /** What stands behind the road's name. */
    POM(39),
    /** Number of a pole. */
    PN(40),
    /** Milepost. */
    MP(40),
    /** Street type that stands before the name. */
    STP(40),
    /** Prefix of the house number. */
    HNP(40);

    private final int caType;

    LaterCivicField(int caType) {
        this.caType = caType;
    }

    /**
     * The number of the field in RFC 4776.
     *
     * @return the CAtype; 40 for those of RFC 6848, which share it
     */
    public int caType() {
        return caType;
    }

    /**
     * Whether the field is of RFC 6848 and therefore stands in a namespace of its own.
     *
     * @return true for {@link #PN}, {@link #MP}, {@link #STP} and {@link #HNP}
     */
    public boolean isExtension() {
        return caType == 40;
    }
}
