-- What intake found risky about an order is kept of every order, not only of those above the threshold: rules ask for it, and a dry run
-- asks for it of orders that came long ago. Of orders from before nobody knows it.
alter table orders add column risk_score int constraint orders_risk_ck check (risk_score between 0 and 100);
alter table orders alter column risk_score set default 0;
