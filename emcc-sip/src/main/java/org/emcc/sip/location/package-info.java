/**
 * Geolocation conveyance: where a caller is, as it travels in SIP, and what may be done with it. Documents and headers are read
 * and written in the form of the standards and in the product's own; what is not understood is kept.
 *
 * <p>Start with {@link org.emcc.sip.location.LocationConveyance}:
 *
 * <pre>{@code
 * LocationConveyance conveyed = LocationConveyance.of(invite);
 * for (PidfLo document : conveyed.document().stream().toList()) {
 *     document.preferred().flatMap(LocationObject::civic).ifPresent(civic -> route(civic.toAddress()));
 * }
 * PidfLo own = PidfLo.product(address, GeolocationDevice.INTERIOR, clock.instant());
 * GeolocationValue named = GeolocationValue.product(new ContentId("1001@192.0.2.137").toUri(), "192.0.2.137");
 * SipRequest sent = LocationConveyance.attach(next, own, named, LocationDialect.PRODUCT);
 * }</pre>
 *
 * <p>{@link org.emcc.sip.location.LocationTravel} says when a location is sent, {@link org.emcc.sip.location.GeolocationChoice}
 * which one a device has, and {@link org.emcc.sip.location.LogicalPartitioning} whether two devices may talk. Source: sip 3;
 * RFC 4119, 5139, 5491, 6442, 6848, 8787.
 */
@NullMarked
package org.emcc.sip.location;

import org.jspecify.annotations.NullMarked;
