package org.emcc.core.snapshot;

import java.util.List;

/**
 * The fields of a remote cluster. The record of a remote cluster.
 *
 * <p>Source: em-api-and-axl 4.3; emcc-behaviour 5.4.
 *
 * @since 0.1.0
 */
public final class RemoteClusterFields {
    /** Cluster Id. */
    public static final ObjectField<String> CLUSTER_ID =
            ObjectField.text("clusterId", "Cluster Id", 255).make();

    /** Description. */
    public static final ObjectField<String> DESCRIPTION =
            ObjectField.text("description", "Description", 0).make();

    /** Fully Qualified Name. */
    public static final ObjectField<String> FULLY_QUALIFIED_NAME =
            ObjectField.text("fullyQualifiedName", "Fully Qualified Name", 50).make();

    /** Version. */
    public static final ObjectField<String> VERSION =
            ObjectField.text("version", "Version", 50).byHand().make();

    /** EMCC: Enabled. */
    public static final ObjectField<Boolean> EMCC_ENABLED =
            ObjectField.flag("emccEnabled", "EMCC: Enabled").at("emcc/enabled").make();

    /** PSTN Access: Enabled. */
    public static final ObjectField<Boolean> PSTN_ACCESS_ENABLED = ObjectField.flag(
                    "pstnAccessEnabled", "PSTN Access: Enabled")
            .at("pstnAccess/enabled")
            .make();

    /** RSVP Agent: Enabled. */
    public static final ObjectField<Boolean> RSVP_AGENT_ENABLED = ObjectField.flag(
                    "rsvpAgentEnabled", "RSVP Agent: Enabled")
            .at("rsvpAgent/enabled")
            .make();

    /** TFTP: Enabled. */
    public static final ObjectField<Boolean> TFTP_ENABLED =
            ObjectField.flag("tftpEnabled", "TFTP: Enabled").at("tftp/enabled").make();

    /** LBM: Enabled. */
    public static final ObjectField<Boolean> LBM_ENABLED =
            ObjectField.flag("lbmEnabled", "LBM: Enabled").at("lbm/enabled").make();

    /** UDS: Enabled. */
    public static final ObjectField<Boolean> UDS_ENABLED =
            ObjectField.flag("udsEnabled", "UDS: Enabled").at("uds/enabled").make();

    /** EMCC: Remote Activated. */
    public static final ObjectField<String> EMCC_REMOTE_ACTIVATED = ObjectField.text(
                    "emccRemoteActivated", "EMCC: Remote Activated", 50)
            .byHand()
            .make();

    /** PSTN Access: Remote Activated. */
    public static final ObjectField<String> PSTN_ACCESS_REMOTE_ACTIVATED = ObjectField.text(
                    "pstnAccessRemoteActivated", "PSTN Access: Remote Activated", 50)
            .byHand()
            .make();

    /** RSVP Agent: Remote Activated. */
    public static final ObjectField<String> RSVP_AGENT_REMOTE_ACTIVATED = ObjectField.text(
                    "rsvpAgentRemoteActivated", "RSVP Agent: Remote Activated", 50)
            .byHand()
            .make();

    /** TFTP: Remote Activated. */
    public static final ObjectField<String> TFTP_REMOTE_ACTIVATED = ObjectField.text(
                    "tftpRemoteActivated", "TFTP: Remote Activated", 50)
            .byHand()
            .make();

    /** LBM: Remote Activated. */
    public static final ObjectField<String> LBM_REMOTE_ACTIVATED = ObjectField.text(
                    "lbmRemoteActivated", "LBM: Remote Activated", 50)
            .byHand()
            .make();

    /** UDS: Remote Activated. */
    public static final ObjectField<String> UDS_REMOTE_ACTIVATED = ObjectField.text(
                    "udsRemoteActivated", "UDS: Remote Activated", 50)
            .byHand()
            .make();

    /** EMCC: Address-1 to Address-3. */
    public static final ObjectField<List<String>> EMCC_ADDRESSES = ObjectField.texts(
                    "emccAddresses", "EMCC: Address-1 to Address-3")
            .at("emcc")
            .each("remoteIpAddress1", "remoteIpAddress2", "remoteIpAddress3")
            .make();

    /** PSTN Access: Address-1 to Address-3. */
    public static final ObjectField<List<String>> PSTN_ACCESS_ADDRESSES = ObjectField.texts(
                    "pstnAccessAddresses", "PSTN Access: Address-1 to Address-3")
            .at("pstnAccess")
            .each("remoteIpAddress1", "remoteIpAddress2", "remoteIpAddress3")
            .make();

    /** RSVP Agent: Address-1 to Address-3. */
    public static final ObjectField<List<String>> RSVP_AGENT_ADDRESSES = ObjectField.texts(
                    "rsvpAgentAddresses", "RSVP Agent: Address-1 to Address-3")
            .at("rsvpAgent")
            .each("remoteIpAddress1", "remoteIpAddress2", "remoteIpAddress3")
            .make();

    /** TFTP: Address-1 to Address-3. */
    public static final ObjectField<List<String>> TFTP_ADDRESSES = ObjectField.texts(
                    "tftpAddresses", "TFTP: Address-1 to Address-3")
            .at("tftp")
            .each("remoteIpAddress1", "remoteIpAddress2", "remoteIpAddress3")
            .make();

    /** LBM: Address-1 to Address-3. */
    public static final ObjectField<List<String>> LBM_ADDRESSES = ObjectField.texts(
                    "lbmAddresses", "LBM: Address-1 to Address-3")
            .at("lbm")
            .each("remoteIpAddress1", "remoteIpAddress2", "remoteIpAddress3")
            .make();

    /** UDS: Address-1 to Address-3. */
    public static final ObjectField<List<String>> UDS_ADDRESSES = ObjectField.texts(
                    "udsAddresses", "UDS: Address-1 to Address-3")
            .at("uds")
            .each("remoteIpAddress1", "remoteIpAddress2", "remoteIpAddress3")
            .make();

    /** Names of its nodes, as their certificates have them. */
    public static final ObjectField<List<String>> NODE_NAMES =
            ObjectField.texts("nodeNames", "Names of its nodes").byHand().make();

    static final List<ObjectField<?>> ALL = List.of(
            CLUSTER_ID,
            DESCRIPTION,
            FULLY_QUALIFIED_NAME,
            VERSION,
            EMCC_ENABLED,
            PSTN_ACCESS_ENABLED,
            RSVP_AGENT_ENABLED,
            TFTP_ENABLED,
            LBM_ENABLED,
            UDS_ENABLED,
            EMCC_REMOTE_ACTIVATED,
            PSTN_ACCESS_REMOTE_ACTIVATED,
            RSVP_AGENT_REMOTE_ACTIVATED,
            TFTP_REMOTE_ACTIVATED,
            LBM_REMOTE_ACTIVATED,
            UDS_REMOTE_ACTIVATED,
            EMCC_ADDRESSES,
            PSTN_ACCESS_ADDRESSES,
            RSVP_AGENT_ADDRESSES,
            TFTP_ADDRESSES,
            LBM_ADDRESSES,
            UDS_ADDRESSES,
            NODE_NAMES);

    private RemoteClusterFields() {}
}
