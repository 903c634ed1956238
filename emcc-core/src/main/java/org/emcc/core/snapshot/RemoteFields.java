package org.emcc.core.snapshot;

import java.util.List;
import org.emcc.core.configuration.InterclusterService;

/** The fields of one service in the record of a remote cluster. */
record RemoteFields(ObjectField<Boolean> enabled, ObjectField<String> activated, ObjectField<List<String>> addresses) {
    static RemoteFields of(InterclusterService service) {
        return switch (service) {
            case EMCC ->
                new RemoteFields(
                        RemoteClusterFields.EMCC_ENABLED,
                        RemoteClusterFields.EMCC_REMOTE_ACTIVATED,
                        RemoteClusterFields.EMCC_ADDRESSES);
            case PSTN_ACCESS ->
                new RemoteFields(
                        RemoteClusterFields.PSTN_ACCESS_ENABLED,
                        RemoteClusterFields.PSTN_ACCESS_REMOTE_ACTIVATED,
                        RemoteClusterFields.PSTN_ACCESS_ADDRESSES);
            case RSVP_AGENT ->
                new RemoteFields(
                        RemoteClusterFields.RSVP_AGENT_ENABLED,
                        RemoteClusterFields.RSVP_AGENT_REMOTE_ACTIVATED,
                        RemoteClusterFields.RSVP_AGENT_ADDRESSES);
            case TFTP ->
                new RemoteFields(
                        RemoteClusterFields.TFTP_ENABLED,
                        RemoteClusterFields.TFTP_REMOTE_ACTIVATED,
                        RemoteClusterFields.TFTP_ADDRESSES);
            case LBM ->
                new RemoteFields(
                        RemoteClusterFields.LBM_ENABLED,
                        RemoteClusterFields.LBM_REMOTE_ACTIVATED,
                        RemoteClusterFields.LBM_ADDRESSES);
            case UDS ->
                new RemoteFields(
                        RemoteClusterFields.UDS_ENABLED,
                        RemoteClusterFields.UDS_REMOTE_ACTIVATED,
                        RemoteClusterFields.UDS_ADDRESSES);
        };
    }
}
