package org.emcc.sip.location;

import java.util.Objects;

/**
 * What holds between the devices of two policy records. It is the same in both directions.
 *
 * <p>Source: sip 3.10.
 *
 * @param policyA the name of one policy record
 * @param deviceA on which side its devices stand
 * @param policyB the name of the other, which may be the same
 * @param deviceB on which side its devices stand
 * @param policy what holds between them
 * @threadsafety immutable
 * @since 0.1.0
 */
public record PolicyRelation(
        String policyA,
        GeolocationDevice deviceA,
        String policyB,
        GeolocationDevice deviceB,
        LogicalPartitionPolicy policy) {
    /**
     * Checks that all are given.
     *
     * @param policyA the name of one policy record
     * @param deviceA on which side its devices stand
     * @param policyB the name of the other
     * @param deviceB on which side its devices stand
     * @param policy what holds between them
     */
    public PolicyRelation {
        Objects.requireNonNull(policyA, "policyA");
        Objects.requireNonNull(deviceA, "deviceA");
        Objects.requireNonNull(policyB, "policyB");
        Objects.requireNonNull(deviceB, "deviceB");
        Objects.requireNonNull(policy, "policy");
    }
}
