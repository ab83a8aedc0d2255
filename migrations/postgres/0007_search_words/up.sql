-- Each word that can be looked up begins after a blank: also the first one, and those behind a joint (06a of ii.06a).
UPDATE unit SET search = ' ' || trim(replace(replace(replace(replace(replace(replace(replace(replace(search, '.', '. '), '/', '/ '), '-', '- '), '(', '( '), '_', '_ '), '@', '@ '), '  ', ' '), '  ', ' '));
UPDATE account SET search = ' ' || trim(replace(replace(replace(replace(replace(replace(replace(replace(search, '.', '. '), '/', '/ '), '-', '- '), '(', '( '), '_', '_ '), '@', '@ '), '  ', ' '), '  ', ' '));
UPDATE catalogue_item SET search = ' ' || trim(replace(replace(replace(replace(replace(replace(replace(replace(search, '.', '. '), '/', '/ '), '-', '- '), '(', '( '), '_', '_ '), '@', '@ '), '  ', ' '), '  ', ' '));
UPDATE form SET search = ' ' || trim(replace(replace(replace(replace(replace(replace(replace(replace(search, '.', '. '), '/', '/ '), '-', '- '), '(', '( '), '_', '_ '), '@', '@ '), '  ', ' '), '  ', ' '));
UPDATE report SET search = ' ' || trim(replace(replace(replace(replace(replace(replace(replace(replace(search, '.', '. '), '/', '/ '), '-', '- '), '(', '( '), '_', '_ '), '@', '@ '), '  ', ' '), '  ', ' '));
