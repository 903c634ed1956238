/**
 * The EM service as messages and pages: what clusters say to each other, what phones are shown, what applications are answered,
 * and which page answers which request. {@link org.emcc.core.em.http} puts it on the wire.
 *
 * <p>Start with {@link org.emcc.core.em.EmApp} for phones, {@link org.emcc.core.em.EmApi} for applications and
 * {@link org.emcc.core.em.ClusterMessageCodec} for clusters; with {@link org.emcc.core.em.CredentialApp} users change their PINs. Pages
 * are values of {@link org.emcc.core.em.PhonePage}, which {@link org.emcc.core.em.PhonePageCodec} reads and writes.
 * {@link org.emcc.core.em.UdsDiscovery} tells where a user is at home, in the documents of {@link org.emcc.core.em.UdsCodec}.
 *
 * <h2>The format between clusters</h2>
 *
 * <p>The format between real clusters is not public but for one sample of an answer (em-api-and-axl 3.1, 3.3). This one is the
 * SDK's own, made in the spirit of that sample, and speaks to peers of the SDK only. Its content is that of emcc-behaviour 12.4.
 * A message is a small XML document of at most 256 KiB in UTF-8, and a request so small that its form is no larger. Reading takes a
 * time that grows with the document and no faster, so that its bound on size is its bound on time. It is sent as the form field
 * {@code xml} of a POST to {@code /emservice/EMServiceServlet}.
 *
 * <pre>{@code
 * <emccRequest version="1">                       visiting asks: is this user yours?
 *   <checkUser>
 *     <cluster>munich</cluster>                     the sender's cluster ID
 *     <userIdentifier>mmeyer</userIdentifier>
 *     <loginType>UID</loginType>                    optional: UID, SP, DN
 *   </checkUser>
 * </emccRequest>
 *
 * <emccResponse version="1">                      home answers
 *   <checkUser>
 *     <user><exists/></user>                        without exists: not mine
 *   </checkUser>
 * </emccResponse>
 *
 * <emccRequest version="1">                       visiting asks home to log a user in
 *   <login>
 *     <loginId>0199aa5b2c00-00000000000000a1</loginId>
 *     <userIdentifier>mmeyer</userIdentifier>
 *     <pin>…</pin>                                  in this message only
 *     <loginType>UID</loginType>                    optional
 *     <deviceProfile>UDP-mmeyer</deviceProfile>     optional: the profile that the user chose
 *     <remoteIPAddr>10.1.1.11</remoteIPAddr>        optional: the address of the phone
 *     <isViaHeaderSet>false</isViaHeaderSet>        optional, false
 *     <visiting>
 *       <cluster>munich</cluster>
 *       <release>14SU2</release>
 *       <securityMode>MIXED</securityMode>          NONSECURE, MIXED
 *     </visiting>
 *     <phone>
 *       <deviceName>SEP00AA11BB22CC</deviceName>
 *       <model number="684" emcc="true">Cisco 8851</model>
 *       <protocol>SIP</protocol>                    SIP, SCCP
 *       <security>NONSECURE</security>              NONSECURE, SECURE
 *       <geolocation>COUNTRY=DE;A3=Munich</geolocation>  optional; see CivicAddress
 *       <srst>                                      optional
 *         <option>USER_SPECIFIC</option>            DISABLE, USE_DEFAULT_GATEWAY, USER_SPECIFIC
 *         <sccp>10.1.1.1</sccp>                     optional; a port where it is not the default
 *         <sip>10.1.1.1:5062</sip>                  optional
 *       </srst>
 *       <logoutUrl>https://…</logoutUrl>            optional; at most 2048 characters
 *     </phone>
 *   </login>
 * </emccRequest>
 *
 * <emccResponse version="1">                      home answers, one of four
 *   <login>
 *     <success>
 *       <cluster>oslo</cluster>                     the home cluster
 *       <userId>mmeyer</userId>
 *       <tftpServer>10.2.1.11</tftpServer>          1 to 4, in order
 *       <loginTime>2026-11-22T08:00:00Z</loginTime>
 *       <maximumDuration>PT10H</maximumDuration>    optional: absent when there is no limit
 *     </success>
 *   | <chooseProfile>
 *       <deviceProfile>Desk</deviceProfile>         2 or more, in order
 *       <deviceProfile>Lab</deviceProfile>
 *     </chooseProfile>
 *   | <changePin/>
 *   | <failure><error code="33">No free EMCC base device</error></failure>
 *   </login>
 * </emccResponse>
 *
 * <emccRequest version="1">                       visiting tells home that a login has ended;
 *   <logout>                                        as logoutNotice: home tells visiting
 *     <cluster>munich</cluster>
 *     <loginId>0199aa5b2c00-00000000000000a1</loginId>
 *     <deviceName>SEP00AA11BB22CC</deviceName>
 *     <cause>PHONE</cause>                          see LogoutCause
 *   </logout>
 * </emccRequest>
 *
 * <emccResponse version="1">                      the answer to both
 *   <logout><success/></logout>
 * </emccResponse>
 *
 * <emccRequest version="1">                       home asks visiting: which of these logins are live with you?
 *   <checkLogins>
 *     <cluster>oslo</cluster>                       the home cluster
 *     <loginId>0199aa5b2c00-00000000000000a1</loginId>  0 to 500
 *   </checkLogins>
 * </emccRequest>
 *
 * <emccResponse version="1">                      visiting answers
 *   <checkLogins>
 *     <live>                                        must be there, even when no login is live
 *       <loginId>0199aa5b2c00-00000000000000a1</loginId>  0 to 500
 *     </live>
 *   </checkLogins>
 * </emccResponse>
 *
 * <emccRequest version="1">                       the remote cluster update: a cluster asks another
 *   <update>
 *     <cluster>munich</cluster>                     the sender's cluster ID
 *     <asked>oslo</asked>                           the cluster ID by which the sender knows the other
 *   </update>
 * </emccRequest>
 *
 * <emccResponse version="1">                      the other says of itself
 *   <update>
 *     <success>
 *       <cluster>oslo</cluster>
 *       <release>14SU2</release>
 *       <service name="EMCC">                       each service that is active, once; see InterclusterService
 *         <address>10.2.1.11</address>              0 to 3, in order; a port where it is not the default
 *       </service>
 *       <region>
 *         <maxAudioBitRate>8</maxAudioBitRate>      kbit/s
 *         <maxVideoBitRate>384</maxVideoBitRate>    kbit/s
 *         <linkLossType>LOW_LOSS</linkLossType>     LOW_LOSS, LOSSY
 *       </region>
 *     </success>
 *   </update>
 * </emccResponse>
 * }</pre>
 *
 * <p>Rules:
 *
 * <ul>
 *   <li>{@code failure} may stand in place of any result, and directly in {@code emccResponse} where the request could not be read;
 *       the number counts, the text is for people.
 *   <li>{@code version} is a major number and, behind a dot, a minor one. A reader of major 1 reads every {@code 1.x}; to any other
 *       it answers 1 (error on parsing), which is what clusters of different ages answer to each other.
 *   <li>Elements and attributes of unknown name are ignored but kept ({@link org.emcc.core.em.MessageExtras}), the order is free, and a
 *       DOCTYPE is passed over unresolved.
 *   <li>A {@code service} of unknown name is ignored, and kept with all that is in it; known ones may each be there once.
 *   <li>An element of known name that is missing, or there twice, or breaks the rule of its value, makes the message unreadable.
 *   <li>Text counts as it stands, blanks included, in {@code cluster}, {@code asked}, {@code userIdentifier}, {@code pin}, {@code deviceProfile},
 *       {@code userId} and {@code model}.
 *   <li>Whatever is refused is named by its place and never quoted: it may be a PIN.
 * </ul>
 */
@NullMarked
package org.emcc.core.em;

import org.jspecify.annotations.NullMarked;
