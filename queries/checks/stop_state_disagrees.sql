-- A figure has a value although its state says that there is none, or the other way round.
-- This is a fault of the program: keep the data folder and report it.
SELECT
    figure_counts.kpi_id,
    figure_counts.org_unit_id,
    unnest(range(figure_counts.states_that_disagree)) AS place
FROM figure_counts;
