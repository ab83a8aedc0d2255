//! The tables, as diesel sees them. Names and nullability equal both migrations (`tests/parity.rs`).

diesel::table! {
    unit (id) {
        id -> BigInt,
        code -> Text,
        name -> Text,
        short_name -> Nullable<Text>,
        kind -> Text,
        parent_id -> Nullable<BigInt>,
        search -> Text,
        sort_key -> Text,
        valid_from -> Nullable<Date>,
        valid_to -> Nullable<Date>,
        successor_id -> Nullable<BigInt>,
        reorganisation_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    reorganisation (id) {
        id -> BigInt,
        number -> Text,
        title -> Text,
        signed_on -> Nullable<Date>,
        effective_on -> Date,
        status -> Text,
        body -> Text,
        scope_id -> BigInt,
        created_by -> Nullable<BigInt>,
        created_at -> Timestamp,
        published_by -> Nullable<BigInt>,
        published_at -> Nullable<Timestamp>,
        started_at -> Nullable<Timestamp>,
        finished_at -> Nullable<Timestamp>,
        total -> BigInt,
        done -> BigInt,
        outcome -> Text,
        problem -> Nullable<Text>,
        revision -> BigInt,
    }
}

diesel::table! {
    unit_place (unit_id, until) {
        unit_id -> BigInt,
        until -> Date,
        parent_id -> BigInt,
    }
}

diesel::table! {
    report_predecessor (report_id, source_id) {
        report_id -> BigInt,
        source_id -> BigInt,
        added_revision -> Nullable<BigInt>,
    }
}

diesel::table! {
    unit_closure (ancestor_id, descendant_id) {
        ancestor_id -> BigInt,
        descendant_id -> BigInt,
        depth -> Integer,
    }
}

diesel::table! {
    account (id) {
        id -> BigInt,
        username -> Text,
        full_name -> Text,
        position -> Nullable<Text>,
        phone -> Nullable<Text>,
        password_hash -> Text,
        unit_id -> BigInt,
        active -> Bool,
        epoch -> BigInt,
        failed_count -> Integer,
        locked_until -> Nullable<Timestamp>,
        search -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    user_grant (user_id, group_code, unit_id) {
        user_id -> BigInt,
        group_code -> Text,
        unit_id -> BigInt,
    }
}

diesel::table! {
    session (id) {
        id -> Text,
        user_id -> BigInt,
        family -> Text,
        refresh_hash -> Text,
        created_at -> Timestamp,
        last_used_at -> Timestamp,
        expires_at -> Timestamp,
        revoked_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    spent_secret (hash) {
        hash -> Text,
        session_id -> Text,
        spent_at -> Timestamp,
    }
}

diesel::table! {
    known_source (user_id, source) {
        user_id -> BigInt,
        source -> Text,
        seen_at -> Timestamp,
    }
}

diesel::table! {
    throttle (key) {
        key -> Text,
        failures -> Integer,
        window_start -> Timestamp,
        blocked_until -> Nullable<Timestamp>,
    }
}

diesel::table! {
    idempotency (user_id, key) {
        user_id -> BigInt,
        key -> Text,
        route -> Text,
        request_hash -> Text,
        status -> Integer,
        body -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    setting (key) {
        key -> Text,
        value -> Text,
    }
}

diesel::table! {
    catalogue (code) {
        code -> Text,
        name -> Text,
    }
}

diesel::table! {
    catalogue_item (catalogue, code) {
        catalogue -> Text,
        code -> Text,
        name -> Text,
        search -> Text,
        position -> Integer,
        valid_from -> Nullable<Date>,
        valid_to -> Nullable<Date>,
    }
}

diesel::table! {
    regime (circular, code) {
        circular -> Text,
        code -> Text,
        title -> Text,
        body -> Text,
    }
}

diesel::table! {
    regime_version (id) {
        id -> BigInt,
        circular -> Text,
        code -> Text,
        version -> Integer,
        status -> Text,
        valid_from -> Nullable<Date>,
        valid_to -> Nullable<Date>,
        title -> Text,
        body -> Text,
        created_by -> Nullable<BigInt>,
        created_at -> Timestamp,
        published_by -> Nullable<BigInt>,
        published_at -> Nullable<Timestamp>,
        retired_at -> Nullable<Timestamp>,
        revision -> BigInt,
    }
}

diesel::table! {
    unit_policy (unit_id, circular, regime) {
        unit_id -> BigInt,
        circular -> Text,
        regime -> Text,
        body -> Text,
        is_set -> Bool,
        revision -> BigInt,
        user_id -> Nullable<BigInt>,
        at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    process (id) {
        id -> BigInt,
        circular -> Text,
        regime -> Text,
        is_automatic -> Bool,
        body -> Text,
    }
}

diesel::table! {
    process_approver (process_id, level, user_id) {
        process_id -> BigInt,
        level -> Integer,
        user_id -> BigInt,
    }
}

diesel::table! {
    import_mapping (unit_id, form_id) {
        unit_id -> BigInt,
        form_id -> BigInt,
        body -> Text,
    }
}

diesel::table! {
    form (id) {
        id -> BigInt,
        circular -> Text,
        code -> Text,
        version -> Integer,
        title -> Text,
        search -> Text,
        regime -> Text,
        kind -> Text,
        off_system -> Bool,
        body -> Text,
    }
}

diesel::table! {
    report (id) {
        id -> BigInt,
        form_id -> BigInt,
        unit_id -> BigInt,
        receiver_id -> Nullable<BigInt>,
        consolidates -> Bool,
        period -> Text,
        period_label -> Nullable<Text>,
        data_from -> Date,
        data_to -> Date,
        opens_on -> Date,
        closes_on -> Date,
        due_at -> Timestamp,
        state -> Text,
        level -> Integer,
        signed -> Bool,
        revision -> BigInt,
        author_id -> Nullable<BigInt>,
        stale -> Bool,
        submitted_at -> Nullable<Timestamp>,
        sent_at -> Nullable<Timestamp>,
        accepted_at -> Nullable<Timestamp>,
        accepted_revision -> Nullable<BigInt>,
        state_since -> Timestamp,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        circular -> Text,
        form_code -> Text,
        regime -> Text,
        unit_sort -> Text,
        process_id -> Nullable<BigInt>,
        limited_by -> Nullable<BigInt>,
    }
}

diesel::table! {
    saved_search (id) {
        id -> BigInt,
        user_id -> BigInt,
        name -> Text,
        sort_key -> Text,
        body -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    report_period (period, label) {
        period -> Text,
        label -> Text,
    }
}

diesel::table! {
    report_content (report_id) {
        report_id -> BigInt,
        revision -> BigInt,
        body -> Text,
        consolidated -> Nullable<Text>,
        carried -> Nullable<Text>,
    }
}

diesel::table! {
    report_revision (report_id, revision) {
        report_id -> BigInt,
        revision -> BigInt,
        at -> Timestamp,
        user_id -> Nullable<BigInt>,
        source -> Text,
        changes -> Text,
        snapshot -> Nullable<Text>,
        consolidated -> Nullable<Text>,
        unit_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    step_cell (report_id, revision, row_key, column_number) {
        report_id -> BigInt,
        revision -> BigInt,
        row_key -> Text,
        column_number -> Integer,
        row_label -> Text,
        shown -> Nullable<Text>,
        comment_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    report_seen (report_id, user_id, revision) {
        report_id -> BigInt,
        user_id -> BigInt,
        revision -> BigInt,
        at -> Timestamp,
    }
}

diesel::table! {
    report_transition (report_id, revision) {
        report_id -> BigInt,
        revision -> BigInt,
        action -> Text,
        from_state -> Text,
        to_state -> Text,
        level -> Integer,
        note -> Nullable<Text>,
        user_id -> Nullable<BigInt>,
        unit_id -> BigInt,
        at -> Timestamp,
    }
}

diesel::table! {
    consolidation (report_id) {
        report_id -> BigInt,
        revision -> BigInt,
        at -> Timestamp,
        body -> Nullable<Text>,
    }
}

diesel::table! {
    consolidation_source (report_id, child_report_id) {
        report_id -> BigInt,
        child_report_id -> BigInt,
        child_revision -> BigInt,
    }
}

diesel::table! {
    event (seq) {
        seq -> BigInt,
        id -> Text,
        kind -> Text,
        report_id -> Nullable<BigInt>,
        actor_id -> Nullable<BigInt>,
        unit_id -> Nullable<BigInt>,
        at -> Timestamp,
        body -> Text,
        request_id -> Nullable<Text>,
    }
}

diesel::table! {
    event_cursor (consumer) {
        consumer -> Text,
        seq -> BigInt,
    }
}

diesel::table! {
    notification (id) {
        id -> BigInt,
        user_id -> BigInt,
        event_seq -> BigInt,
        kind -> Text,
        report_id -> Nullable<BigInt>,
        title_vi -> Text,
        title_en -> Text,
        text_vi -> Text,
        text_en -> Text,
        at -> Timestamp,
        read_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    comment (id) {
        id -> BigInt,
        report_id -> BigInt,
        row_key -> Text,
        column_number -> Integer,
        revision -> BigInt,
        user_id -> BigInt,
        unit_id -> BigInt,
        audience -> Text,
        body -> Text,
        at -> Timestamp,
        settled_by -> Nullable<BigInt>,
        settled_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    explanation (id) {
        id -> BigInt,
        report_id -> BigInt,
        revision -> BigInt,
        user_id -> BigInt,
        unit_id -> BigInt,
        body -> Text,
        about -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    job_lease (name) {
        name -> Text,
        holder -> Text,
        until -> Timestamp,
    }
}

diesel::table! {
    job_plan (job) {
        job -> Text,
        next_at -> Timestamp,
        started_at -> Nullable<Timestamp>,
        finished_at -> Nullable<Timestamp>,
        result -> Nullable<Text>,
        counts -> Text,
        problem -> Nullable<Text>,
    }
}

diesel::table! {
    job_run (id) {
        id -> BigInt,
        job -> Text,
        asked_at -> Timestamp,
        started_at -> Nullable<Timestamp>,
        finished_at -> Nullable<Timestamp>,
        result -> Nullable<Text>,
        counts -> Text,
        problem -> Nullable<Text>,
        user_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    period_opening (id) {
        id -> BigInt,
        circular -> Text,
        regime -> Text,
        period -> Text,
        state -> Text,
        total -> BigInt,
        done -> BigInt,
        made -> BigInt,
        cursor -> BigInt,
        asked_at -> Timestamp,
        started_at -> Nullable<Timestamp>,
        finished_at -> Nullable<Timestamp>,
        problem -> Nullable<Text>,
        user_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    exemption (id) {
        id -> BigInt,
        unit_id -> BigInt,
        circular -> Text,
        form_code -> Text,
        reason -> Text,
        user_id -> BigInt,
        at -> Timestamp,
    }
}

diesel::table! {
    receiver_setting (unit_id, circular, regime, form_code) {
        unit_id -> BigInt,
        circular -> Text,
        regime -> Text,
        form_code -> Text,
        receiver_id -> BigInt,
        user_id -> BigInt,
        at -> Timestamp,
    }
}

diesel::table! {
    report_reminder (report_id, stage) {
        report_id -> BigInt,
        stage -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    incident (id) {
        id -> BigInt,
        circular -> Nullable<Text>,
        regime -> Nullable<Text>,
        reason -> Text,
        started_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
        extension -> Text,
        reach -> Integer,
        settled_at -> Nullable<Timestamp>,
        declared_by -> BigInt,
        declared_at -> Timestamp,
        ended_by -> Nullable<BigInt>,
    }
}

diesel::table! {
    incident_extension (incident_id, report_id) {
        incident_id -> BigInt,
        report_id -> BigInt,
        reached -> Date,
        due_before -> Timestamp,
        due_after -> Timestamp,
        closes_before -> Date,
        closes_after -> Date,
        at -> Timestamp,
    }
}

diesel::table! {
    outside_receipt (report_id) {
        report_id -> BigInt,
        channel -> Text,
        reference -> Text,
        received_on -> Date,
        note -> Nullable<Text>,
        user_id -> BigInt,
        at -> Timestamp,
    }
}

diesel::table! {
    email_address (user_id) {
        user_id -> BigInt,
        sealed -> Text,
        language -> Text,
        wanted -> Bool,
        proved_at -> Timestamp,
        mailed_until -> BigInt,
        problem -> Nullable<Text>,
    }
}

diesel::table! {
    email_proof (user_id) {
        user_id -> BigInt,
        sealed -> Text,
        language -> Text,
        code_hash -> Text,
        tries_left -> Integer,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    email_letter (id) {
        id -> BigInt,
        user_id -> BigInt,
        after_id -> BigInt,
        until_id -> BigInt,
        made_at -> Timestamp,
        attempts -> Integer,
        next_at -> Timestamp,
        settled_at -> Nullable<Timestamp>,
        result -> Nullable<Text>,
        problem -> Nullable<Text>,
    }
}

diesel::joinable!(account -> unit (unit_id));
diesel::joinable!(user_grant -> account (user_id));
diesel::joinable!(report -> form (form_id));
diesel::joinable!(report -> unit (unit_id));
diesel::joinable!(unit_policy -> unit (unit_id));
diesel::joinable!(report_content -> report (report_id));
diesel::joinable!(report_revision -> account (user_id));
diesel::joinable!(report_transition -> account (user_id));
diesel::joinable!(consolidation_source -> report (child_report_id));
diesel::joinable!(job_run -> account (user_id));
diesel::joinable!(period_opening -> account (user_id));
diesel::joinable!(exemption -> unit (unit_id));
diesel::joinable!(exemption -> account (user_id));

diesel::allow_tables_to_appear_in_same_query!(
    unit,
    reorganisation,
    unit_place,
    report_predecessor,
    unit_closure,
    account,
    user_grant,
    session,
    spent_secret,
    known_source,
    throttle,
    idempotency,
    setting,
    catalogue,
    catalogue_item,
    regime,
    regime_version,
    unit_policy,
    process,
    process_approver,
    import_mapping,
    form,
    report,
    report_content,
    report_revision,
    report_transition,
    step_cell,
    report_seen,
    consolidation,
    consolidation_source,
    event,
    event_cursor,
    notification,
    comment,
    explanation,
    job_lease,
    job_plan,
    job_run,
    period_opening,
    exemption,
    report_period,
    saved_search,
    receiver_setting,
    report_reminder,
    incident,
    incident_extension,
    outside_receipt,
    email_address,
    email_proof,
    email_letter,
);

diesel::allow_columns_to_appear_in_same_group_by_clause!(unit::id, report::state);
